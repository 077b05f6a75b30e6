package service

// Services of Windows, as its own tools make them (sc, reg, icacls). A service runs as an
// account that is nobody else's, and has a folder below ProgramData, where it remembers,
// logs, and publishes if nothing else was said.

import "strings"

var windowsServices = manager{
	files: func(Host, Job) []file { return nil },
	folders: func(h Host, j Job) []string {
		dirs := []string{dataFolder(h, j)}
		if j.Out != "" {
			dirs = append(dirs, j.Out)
		}
		return dirs
	},
	install: installWindows,
	remove: func(_ Host, j Job) [][]string {
		return [][]string{stopped(j), {"sc.exe", "delete", j.title()}}
	},
	show: func(_ Host, j Job) [][]string { return [][]string{{"sc.exe", "queryex", j.title()}} },
	drop: func(Job, string) [][]string { return nil },
}

func installWindows(h Host, j Job) [][]string {
	name, account, data := j.title(), `NT SERVICE\`+j.title(), dataFolder(h, j)
	what := []string{name, "binPath=", windowsLine(h, j), "start=", "delayed-auto", "obj=", account, "DisplayName=", "Feedmill: feeds of " + j.Folder}
	commands := [][]string{
		stopped(j),
		append([]string{"-", "sc.exe", "create"}, what...), // which fails where it was installed before
		append([]string{"sc.exe", "config"}, what...),
		{"sc.exe", "description", name, "Has the feeds of " + j.Folder + " follow what lies there. It logs to " + data + `\feedmill.log.`},
		{"sc.exe", "failure", name, "reset=", "86400", "actions=", "restart/5000/restart/5000/restart/60000"},
		{"sc.exe", "failureflag", name, "1"}, // an exit that says that something failed is a failure
		// No file has | in its name.
		{"reg.exe", "add", `HKLM\SYSTEM\CurrentControlSet\Services\` + name, "/v", "Environment", "/t", "REG_MULTI_SZ", "/s", "|", "/d", "STATE_DIRECTORY=" + data, "/f"},
		{"icacls.exe", data, "/grant", account + ":(OI)(CI)M", "/q"},
		{"icacls.exe", j.Folder, "/grant", account + ":(OI)(CI)RX", "/q"},
	}
	if j.Out != "" {
		commands = append(commands, []string{"icacls.exe", j.Out, "/grant", account + ":(OI)(CI)M", "/q"})
	}
	return append(commands, []string{"sc.exe", "start", name})
}

// stopped stops the service, if there is one, and waits until it has stopped.
func stopped(j Job) []string { return []string{"-", "net.exe", "stop", j.title()} }

// dataFolder is what the service has to itself.
func dataFolder(h Host, j Job) string {
	base := h.Env("ProgramData")
	if base == "" {
		base = `C:\ProgramData`
	}
	return base + `\` + j.title()
}

// windowsLine is the command line of the service.
func windowsLine(h Host, j Job) string {
	words := append([]string{j.Program}, j.Args...)
	if j.Out == "" {
		words = append(words, "--out", dataFolder(h, j)+`\public`)
	}
	words = append(words, j.Folder)
	for i, w := range words {
		words[i] = windowsQuoted(w)
	}
	return strings.Join(words, " ")
}

// windowsQuoted is a word of a command line as programs of Windows read it
// (CommandLineToArgvW): in quotes, a backslash doubled where a quote follows.
func windowsQuoted(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n\v\"") {
		return word
	}
	var b strings.Builder
	b.WriteByte('"')
	slashes := 0
	for _, c := range []byte(word) {
		switch c {
		case '\\':
			slashes++
		case '"':
			b.WriteString(strings.Repeat(`\`, slashes+1))
			slashes = 0
		default:
			slashes = 0
		}
		b.WriteByte(c)
	}
	b.WriteString(strings.Repeat(`\`, slashes) + `"`)
	return b.String()
}
