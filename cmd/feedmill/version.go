package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(env environment) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "version [--json]", Short: "say which version this is, and what it was built from",
		Long: "Say which version this is, and what it was built from.", Args: takes("argument", 0, 0),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "say it as a JSON object")
	c.RunE = func(*cobra.Command, []string) error {
		o := originOf(debug.ReadBuildInfo())
		if asJSON {
			return json.NewEncoder(env.stdout).Encode(o)
		}
		_, err := fmt.Fprint(env.stdout, o)
		return err
	}
	return c
}

// origin is what a program knows of where it comes from. What it does not know is empty.
type origin struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Time     string `json:"time,omitempty"` // of the commit, RFC 3339
	Modified bool   `json:"modified,omitempty"`
	Sum      string `json:"sum,omitempty"` // of the module, as go.sum has it
	Go       string `json:"go"`
	System   string `json:"system"`
}

func originOf(info *debug.BuildInfo, ok bool) origin {
	o := origin{Version: version(), Commit: commit, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if !ok {
		return o
	}
	o.Sum = info.Main.Sum
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			o.Commit = s.Value
		case "vcs.time":
			o.Time = s.Value
		case "vcs.modified":
			o.Modified = s.Value == "true"
		}
	}
	return o
}

// String is a line for each thing that is known.
func (o origin) String() string {
	text := fmt.Sprintf("feedmill %s\n", o.Version)
	if o.Commit != "" {
		more := ""
		if o.Modified {
			more = ", with changes"
		}
		if o.Time != "" {
			more = " (" + o.Time + more + ")"
		}
		text += fmt.Sprintf("commit   %s%s\n", o.Commit, more)
	}
	if o.Sum != "" {
		text += fmt.Sprintf("sum      %s\n", o.Sum)
	}
	return text + fmt.Sprintf("built by %s for %s\n", o.Go, o.System)
}
