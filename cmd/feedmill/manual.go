package main

// Manual pages, made of what help says, so that the two never differ.

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const manualHelp = `Write the manual pages into DIR: feedmill(1), and one for each command. They
say what --help says. Packages have them already.`

func newManual(env environment) *cobra.Command {
	return &cobra.Command{
		Use: "manual DIR", Short: "write manual pages into DIR", Long: manualHelp, Example: "  feedmill manual /usr/local/share/man/man1",
		Args: takes("folder", 1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("write manual: %w", err)
			}
			pages := manual(c.Root())
			for name, text := range pages {
				if err := os.WriteFile(filepath.Join(args[0], name), []byte(text), 0o644); err != nil {
					return fmt.Errorf("write manual: %w", err)
				}
			}
			_, err := fmt.Fprintf(env.stdout, "%s → %s\n", plural(len(pages), "page"), args[0])
			return err
		},
	}
}

// manual are the pages of all commands, by file name.
func manual(root *cobra.Command) map[string]string {
	pages := map[string]string{pageName(root) + ".1": manualPage(root)}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			maps.Copy(pages, manual(c))
		}
	}
	return pages
}

func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manualPage is the page of a command, as man(7) has it. It bears no date, so that the
// same program makes the same bytes.
func manualPage(c *cobra.Command) string {
	var b strings.Builder
	name := pageName(c)
	fmt.Fprintf(&b, ".TH %q 1 \"\" \"Feedmill\" \"Feedmill\"\n", strings.ToUpper(name))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(strings.TrimSpace(c.UseLine())))
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n", roff(strings.ReplaceAll(c.Long, "\n\n", "\n.PP\n")))
	if c.HasExample() {
		fmt.Fprintf(&b, ".SH EXAMPLE\n.nf\n%s\n.fi\n", roff(c.Example))
	}
	if c.HasAvailableSubCommands() {
		b.WriteString(".SH COMMANDS\n")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, ".TP\n.BR %s (1)\n%s\n", roff(pageName(sub)), roff(sub.Short))
			}
		}
		return b.String()
	}
	for _, part := range settingsOf(c) {
		if !part.flags.HasFlags() {
			continue
		}
		fmt.Fprintf(&b, ".SH %s\n", strings.ToUpper(roff(part.title)))
		part.flags.VisitAll(func(f *pflag.Flag) { manualFlag(&b, f) })
	}
	b.WriteString(".SH SEE ALSO\n.BR feedmill (1)\n")
	return b.String()
}

func manualFlag(b *strings.Builder, f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	if value != "" {
		value = "=" + value
	}
	def := strings.Trim(f.DefValue, "[]")
	if def != "" && def != "false" && def != "0" && def != "0s" {
		usage += " (" + def + " if not set)"
	}
	fmt.Fprintf(b, ".TP\n.B \\-\\-%s%s\n%s\n", roff(f.Name), roff(value), roff(usage))
}

// roff is a text as man(7) shows it: dashes that can be copied, backslashes, and dots and
// quotes that begin lines, are no commands.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if l != ".PP" && (strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'")) {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}
