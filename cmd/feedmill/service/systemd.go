package service

// Units of systemd, of the machine or of a user. A unit of the machine sees no home, no
// device and no other process; systemd-analyze security rates it, and a test holds that.

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

var systemd = manager{
	file: func(j Job, env func(string) string) (string, error) {
		if !j.User {
			return filepath.Join("/etc/systemd/system", j.title()+".service"), nil
		}
		base := env("XDG_CONFIG_HOME")
		if base == "" {
			base = filepath.Join(env("HOME"), ".config")
		}
		return filepath.Join(base, "systemd", "user", j.title()+".service"), nil
	},
	render: unit,
	install: func(j Job, _ string) [][]string {
		return [][]string{systemctl(j, "daemon-reload"), systemctl(j, "enable", j.title()), systemctl(j, "restart", j.title())}
	},
	remove: func(j Job, _ string) [][]string {
		return [][]string{systemctl(j, "disable", "--now", j.title())}
	},
	show: func(j Job, _ string) [][]string { return [][]string{systemctl(j, "status", "--no-pager", j.title())} },
}

func systemctl(j Job, args ...string) []string {
	if j.User {
		return append([]string{"systemctl", "--user"}, args...)
	}
	return append([]string{"systemctl"}, args...)
}

// unit is the text of a unit (systemd.service, systemd.exec).
func unit(j Job) string {
	var b strings.Builder
	line := func(name, value string) { fmt.Fprintf(&b, "%s=%s\n", name, value) }
	b.WriteString("[Unit]\n")
	line("Description", "Feedmill: feeds of "+specifiers(j.Folder))
	line("Documentation", "man:feedmill(1)")
	line("After", "network.target")
	line("RequiresMountsFor", unitQuoted(j.Folder))
	b.WriteString("\n[Service]\n")
	line("Type", "notify")
	line("ExecStart", execStart(j))
	line("ExecReload", "/bin/kill -HUP $MAINPID")
	line("WatchdogSec", "60")
	line("Restart", "on-failure")
	line("RestartSec", "5")
	line("TimeoutStopSec", "30")
	line("StateDirectory", j.title())
	line("StateDirectoryMode", "0700")
	for _, l := range sandbox {
		b.WriteString(l + "\n")
	}
	if !j.User {
		b.WriteString(machineSandbox(j))
	}
	b.WriteString("\n[Install]\n")
	line("WantedBy", map[bool]string{true: "default.target", false: "multi-user.target"}[j.User])
	return b.String()
}

// execStart is the command line. A job of the machine that says nowhere to write writes
// below its state folder.
func execStart(j Job) string {
	words := []string{unitQuoted(j.Program)}
	for _, a := range j.Args {
		words = append(words, unitQuoted(a))
	}
	if j.Out == "" {
		words = append(words, "--out", "%S/"+j.title()+"/public")
	}
	return strings.Join(append(words, unitQuoted(j.Folder)), " ")
}

// sandbox is what a user's manager can do too.
var sandbox = []string{
	"NoNewPrivileges=yes", "LockPersonality=yes", "MemoryDenyWriteExecute=yes", "RestrictRealtime=yes",
	"RestrictSUIDSGID=yes", "RestrictNamespaces=yes", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
	"SystemCallArchitectures=native", "SystemCallFilter=@system-service", "UMask=0022",
}

// machineSandbox is what keeps a service of the machine away from the rest of it.
func machineSandbox(j Job) string {
	lines := []string{
		"ProtectSystem=strict", "PrivateTmp=yes", "PrivateDevices=yes", "PrivateMounts=yes", "ProtectProc=invisible", "ProcSubset=pid",
		"ProtectClock=yes", "ProtectHostname=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes", "ProtectKernelTunables=yes",
		"ProtectControlGroups=yes", "RemoveIPC=yes", "CapabilityBoundingSet=", "AmbientCapabilities=", "SystemCallFilter=~@privileged @resources",
	}
	if j.Owner == "" {
		lines = append(lines, "DynamicUser=yes", "PrivateUsers=yes")
	} else {
		lines = append(lines, "User="+j.Owner)
	}
	if inHome(j.Folder) || inHome(j.Out) || inHome(j.Program) {
		lines = append(lines, "ProtectHome=read-only")
	} else {
		lines = append(lines, "ProtectHome=yes")
	}
	if j.Out != "" {
		lines = append(lines, "ReadWritePaths="+unitQuoted(j.Out))
	}
	lines = append(lines, "ReadOnlyPaths="+unitQuoted(j.Folder))
	return strings.Join(lines, "\n") + "\n"
}

func inHome(p string) bool {
	for _, home := range []string{"/home", "/root", "/run/user"} {
		if strings.HasPrefix(p, home+string(os.PathSeparator)) || p == home {
			return true
		}
	}
	return false
}

// unitQuoted is a word as a unit has it (systemd.syntax): quoted, with what systemd would
// put in for it taken literally.
func unitQuoted(word string) string {
	word = specifiers(strings.ReplaceAll(word, "$", "$$"))
	if word != "" && !strings.ContainsAny(word, " \t\n\"'\\;") {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(word) + `"`
}

func specifiers(text string) string { return strings.ReplaceAll(text, "%", "%%") }
