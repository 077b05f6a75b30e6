package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

const completionHelp = `Write what lets a shell complete commands, flags, their values, folders, and
the feeds that there are. Packages have it in place already; else:

  bash        feedmill completion bash >/etc/bash_completion.d/feedmill
  zsh         feedmill completion zsh >"${fpath[1]}/_feedmill"
  fish        feedmill completion fish >~/.config/fish/completions/feedmill.fish
  powershell  feedmill completion powershell | Out-String | Invoke-Expression

A new shell has it. That of bash needs the package bash-completion.`

// shells are those that completions are written for.
var shells = map[string]func(*cobra.Command, io.Writer) error{
	"bash":       func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) },
	"zsh":        (*cobra.Command).GenZshCompletion,
	"fish":       func(c *cobra.Command, w io.Writer) error { return c.GenFishCompletion(w, true) },
	"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
}

func newCompletion(env environment) *cobra.Command {
	names := sortedKeys(shells)
	return &cobra.Command{
		Use: "completion SHELL", Short: "write what lets a shell complete commands, flags and values", Long: completionHelp,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("name one shell: %s", oneOf(names))
			}
			if shells[args[0]] == nil {
				return usagef("completion %q: use %s%s", args[0], oneOf(names), meant(args[0], names))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := shells[args[0]](c.Root(), unguarded(env.stdout)); err != nil {
				return fmt.Errorf("write completions: %w", err)
			}
			return nil
		},
	}
}

// newHelp is the command that shows the help of another one.
func newHelp(environment) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "show the help of a command", Long: "Show the help of a command, as COMMAND --help does.",
		ValidArgsFunction: func(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			return commandNames(c.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			of, _, err := c.Root().Find(args)
			if err != nil || of == c.Root() && len(args) > 0 {
				return knownCommand(c.Root(), args)
			}
			return of.Help()
		},
	}
}
