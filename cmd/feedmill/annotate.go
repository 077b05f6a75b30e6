package main

// Faults as a forge shows them beside the lines of a pull request: workflow commands of
// GitHub Actions, which Gitea and Forgejo read too.

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"feedmill/content"
)

// annotation is a fault as a workflow command. dir is the content folder, as seen from
// the root of the checkout.
func annotation(dir string, fault *content.Error) string {
	var at []string
	if fault.Path != "" {
		at = append(at, "file="+property(path.Join(filepath.ToSlash(dir), fault.Path)))
		if fault.Line > 0 {
			at = append(at, fmt.Sprintf("line=%d", fault.Line))
		}
	}
	return "::error " + strings.Join(at, ",") + "::" + commandText(content.Visible(fault.Message))
}

// commandText is text after which a workflow command ends.
func commandText(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property is the value of a property of a workflow command.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(commandText(s))
}
