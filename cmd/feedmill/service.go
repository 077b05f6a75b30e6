package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"feedmill/cmd/feedmill/service"
	"feedmill/content/pattern"
)

const serviceHelp = `Have the service manager of this machine run feedmill serve for DIR: systemd
on Linux, launchd on macOS, the services of Windows. It is started now, and
with the machine; it is restarted if it fails, and sees no more of the machine
than it needs.

The settings that are given with install go along; those in DIR/feedmill.toml
are followed when they change. Without --user it is a service of the machine,
which its administrator installs, and which publishes into a folder of its own
(below /var/lib on Linux) if --out says nothing else. Where --listen is given,
systemd listens itself: on ports below 1024 too, and while the service is
started anew. uninstall keeps what was published and what is remembered.`

func newService(env environment) *cobra.Command {
	c := &cobra.Command{
		Use: "service install|uninstall|status", Short: "have the service manager run feedmill serve", Long: serviceHelp,
		Example: "  sudo feedmill service install --url https://news.example.org/ /srv/news\n  feedmill service status --user ~/news",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; use install, uninstall or status%s", args[0], meant(args[0], commandNames(c)))
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, verb := range serviceVerbs {
		c.AddCommand(newServiceVerb(env, verb))
	}
	return c
}

// A serviceVerb is what can be done to a service.
type serviceVerb struct {
	name, short string
	do          func(ctx context.Context, h service.Host, j service.Job) (said string, err error)
}

var serviceVerbs = []serviceVerb{
	{"install", "have it run now, and with the machine", func(ctx context.Context, h service.Host, j service.Job) (string, error) {
		known, err := h.Install(ctx, j)
		return fmt.Sprintf("Installed as %s; it runs. To see how it is: feedmill service status %s\n", known, j.Folder), err
	}},
	{"uninstall", "stop it, and have it run no more", func(ctx context.Context, h service.Host, j service.Job) (string, error) {
		known, err := h.Uninstall(ctx, j)
		return fmt.Sprintf("Stopped and removed %s; what was published stays\n", known), err
	}},
	{"status", "say what the service manager knows of it", func(ctx context.Context, h service.Host, j service.Job) (string, error) {
		return h.Status(ctx, j)
	}},
}

func newServiceVerb(env environment, verb serviceVerb) *cobra.Command {
	var user bool
	c := &cobra.Command{Use: verb.name + " [flags] [DIR]", Short: verb.short, Long: serviceHelp}
	c.Flags().BoolVar(&user, "user", false, "a service of this user instead of the machine's")
	withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		j, err := jobOf(c.Flags(), cfg, dir, user)
		if err != nil {
			return err
		}
		h := service.Host{System: runtime.GOOS, Env: env.getenv, Run: service.Run}
		said, err := verb.do(ctx, h, j)
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(env.stdout, said)
		return err
	})
	return c
}

// jobOf is feedmill serve for a folder, with the settings that were given.
func jobOf(set *pflag.FlagSet, cfg *config, dir string, user bool) (service.Job, error) {
	program, err := os.Executable()
	if err != nil {
		return service.Job{}, fmt.Errorf("find this program: %w", err)
	}
	j := service.Job{Name: jobName(dir), Program: program, Args: []string{"serve"}, Folder: absolutePath(dir), User: user}
	set.Visit(func(f *pflag.Flag) {
		if f.Name != "user" {
			j.Args = append(j.Args, forwarded(f)...)
		}
	})
	if f := set.Lookup("out"); f.Changed || user || cfg.Out != f.DefValue && cfg.Out != "public" {
		j.Out = absolutePath(cfg.Out)
		if !user {
			j.Owner = ownerOf(j.Out)
		}
	}
	if cfg.Listen != defaultListen || set.Lookup("listen").Changed {
		j.Listen = cfg.Listen
	}
	if j.Out != "" && j.Owner == "" && !user && runtime.GOOS != "windows" {
		return j, usagef("%s belongs to the administrator, as whom no service runs; give it to a user (chown), or leave --out away, and it publishes below /var/lib/feedmill-%s", j.Out, j.Name)
	}
	return j, nil
}

// pathFlags name files and folders, which a service would look for elsewhere.
var pathFlags = []string{"out", "state", "config", "tls-cert", "tls-key"}

// forwarded is a flag as a command line has it.
func forwarded(f *pflag.Flag) (args []string) {
	values := []string{f.Value.String()}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		values = list.GetSlice()
	}
	for _, v := range values {
		for _, name := range pathFlags {
			if f.Name == name && !strings.Contains(v, "://") {
				v = absolutePath(v)
			}
		}
		args = append(args, "--"+f.Name+"="+v)
	}
	return args
}

var noName = pattern.New(`[^A-Za-z0-9]+`)

// jobName is the name of a folder as that of a service.
func jobName(dir string) string {
	name := strings.Trim(noName.ReplaceAllString(filepath.Base(absolutePath(dir)), "-"), "-")
	if name == "" {
		return "news"
	}
	return name
}
