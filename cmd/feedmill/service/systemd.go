package service

// Units of systemd, of the machine or of a user. A unit of the machine sees no home, no
// device and no other process; systemd-analyze security rates it, and a test holds that.

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

var systemd = manager{
	files: func(h Host, j Job) []file {
		at := filepath.Join(unitFolder(h, j), j.title())
		return []file{{at + ".service", unit(j)}, {at + ".socket", socket(j)}}
	},
	install: func(_ Host, j Job) [][]string {
		if !isActivated(j) {
			return [][]string{systemctl(j, "daemon-reload"), systemctl(j, "enable", j.title()), systemctl(j, "restart", j.title())}
		}
		return [][]string{ // no socket is opened for what runs already
			systemctl(j, "daemon-reload"), systemctl(j, "enable", j.title()+".socket", j.title()), systemctl(j, "stop", j.title()),
			systemctl(j, "restart", j.title()+".socket"), systemctl(j, "start", j.title()),
		}
	},
	remove: func(_ Host, j Job) [][]string {
		return [][]string{systemctl(j, "disable", "--now", j.title())}
	},
	show: func(_ Host, j Job) [][]string {
		return [][]string{systemctl(j, "status", "--no-pager", j.title())}
	},
	drop: func(j Job, path string) [][]string {
		if !strings.HasSuffix(path, ".socket") {
			return nil
		}
		return [][]string{systemctl(j, "disable", "--now", filepath.Base(path))}
	},
}

// unitFolder is where units are looked for.
func unitFolder(h Host, j Job) string {
	if !j.User {
		return "/etc/systemd/system"
	}
	base := h.Env("XDG_CONFIG_HOME")
	if base == "" {
		base = filepath.Join(h.Env("HOME"), ".config")
	}
	return filepath.Join(base, "systemd", "user")
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
	after := "network.target"
	if isActivated(j) {
		after += " " + j.title() + ".socket"
		line("Requires", j.title()+".socket")
	}
	line("After", after)
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

// socket is the text of the unit that has systemd listen (systemd.socket): before the service
// is up, while it is started anew, and on ports that are the administrator's. It is empty
// where nothing was said of where to listen, or nothing that systemd takes.
func socket(j Job) string {
	address, ok := streamOf(j.Listen)
	if !ok {
		return ""
	}
	return fmt.Sprintf("[Unit]\nDescription=Feedmill: where the feeds of %s are asked for\n\n[Socket]\nListenStream=%s\nSocketMode=0666\n\n[Install]\nWantedBy=sockets.target\n",
		specifiers(j.Folder), specifiers(address))
}

func isActivated(j Job) bool {
	_, ok := streamOf(j.Listen)
	return ok
}

// streamOf is an address to listen on as ListenStream= has it: a port, a number and a port,
// or a file. Names of hosts, and ports that are to be chosen, are nothing for systemd.
func streamOf(listen string) (stream string, ok bool) {
	if path, is := strings.CutPrefix(listen, "unix:"); is {
		return path, filepath.IsAbs(path)
	}
	host, service, err := net.SplitHostPort(listen)
	if err != nil {
		return "", false
	}
	port, err := net.LookupPort("tcp", service)
	if err != nil || port == 0 {
		return "", false
	}
	switch {
	case host == "":
		return strconv.Itoa(port), true
	case host == "localhost":
		host = "127.0.0.1"
	case net.ParseIP(host) == nil:
		return "", false
	}
	return net.JoinHostPort(host, strconv.Itoa(port)), true
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
