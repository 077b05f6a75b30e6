package service

// Jobs of launchd, as property lists (launchd.plist(5)): agents of a user, daemons of the
// machine.

import (
	"encoding/xml"
	"fmt"
	"path/filepath"
	"strings"
)

var launchd = manager{
	files:   func(h Host, j Job) []file { return []file{{plistOf(h, j), plist(j)}} },
	install: func(h Host, j Job) [][]string { return [][]string{{"launchctl", "load", "-w", plistOf(h, j)}} },
	remove:  func(h Host, j Job) [][]string { return [][]string{{"launchctl", "unload", "-w", plistOf(h, j)}} },
	show:    func(_ Host, j Job) [][]string { return [][]string{{"launchctl", "list", label(j)}} },
	drop:    func(Job, string) [][]string { return nil },
}

func plistOf(h Host, j Job) string {
	dir := "/Library/LaunchDaemons"
	if j.User {
		dir = filepath.Join(h.Env("HOME"), "Library", "LaunchAgents")
	}
	return filepath.Join(dir, label(j)+".plist")
}

func label(j Job) string { return "org.feedmill." + j.Name }

func plist(j Job) string {
	words := append([]string{j.Program}, j.Args...)
	if j.Out == "" {
		words = append(words, "--out", filepath.Join("/usr/local/var", j.title(), "public"))
	}
	words = append(words, j.Folder)
	var b strings.Builder
	b.WriteString(xml.Header + `<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">` + "\n<plist version=\"1.0\">\n<dict>\n")
	fmt.Fprintf(&b, "\t<key>Label</key>\n\t<string>%s</string>\n\t<key>ProgramArguments</key>\n\t<array>\n", xmlText(label(j)))
	for _, w := range words {
		fmt.Fprintf(&b, "\t\t<string>%s</string>\n", xmlText(w))
	}
	b.WriteString("\t</array>\n")
	if j.Owner != "" && !j.User {
		fmt.Fprintf(&b, "\t<key>UserName</key>\n\t<string>%s</string>\n", xmlText(j.Owner))
	}
	fmt.Fprintf(&b, "\t<key>RunAtLoad</key>\n\t<true/>\n\t<key>KeepAlive</key>\n\t<dict>\n\t\t<key>SuccessfulExit</key>\n\t\t<false/>\n\t</dict>\n\t<key>ProcessType</key>\n\t<string>Background</string>\n\t<key>StandardErrorPath</key>\n\t<string>%s</string>\n</dict>\n</plist>\n", xmlText(logFile(j)))
	return b.String()
}

// logFile is where what the job logs goes: launchd has no journal.
func logFile(j Job) string { return filepath.Join("/tmp", j.title()+".log") }

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}
