package main

// The [convert] table: which program makes HTML or Markdown of which files. There is no
// shell, so its rule for arguments is here.

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// convertFrom reads the table of converters.
func (c *config) convertFrom(value any, file string) error {
	table, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: convert must be a table such as [convert] with \".docx\" = \"pandoc -s -t html\"", file)
	}
	c.Convert = make(map[string][]string, len(table))
	for _, ending := range sortedKeys(table) {
		if ending != strings.ToLower(path.Ext(ending)) || len(ending) < 2 || strings.ContainsAny(ending, `/\`) {
			return usagef("%s: [convert]: %q is no ending of a name; write it in small letters with its dot, as in \".docx\"", file, ending)
		}
		command, err := commandOf(table[ending])
		if err != nil {
			return usagef("%s: [convert]: %s: %w", file, ending, err)
		}
		if strings.ContainsAny(command[0], `/\`) { // in no folder of PATH
			command[0] = absolutePath(filepath.FromSlash(relativeTo(file, command[0])))
		}
		c.Convert[ending] = command
	}
	return nil
}

// commandOf is a program with its arguments: a list, or a line.
func commandOf(value any) (command []string, err error) {
	switch v := value.(type) {
	case string:
		command, err = splitArguments(v)
	case []any:
		for _, argument := range v {
			command = append(command, fmt.Sprint(argument))
		}
	default:
		return nil, fmt.Errorf("%v is no program; write it with its arguments, as in \"pandoc -s -t html\"", value)
	}
	if err == nil && (len(command) == 0 || command[0] == "") {
		err = fmt.Errorf("name a program, as in \"pandoc -s -t html\"")
	}
	return command, err
}

// splitArguments splits a line at spaces, except within quotes of either kind, which it
// takes away. No other sign means anything.
func splitArguments(line string) (all []string, err error) {
	var word strings.Builder
	quote, begun := rune(0), false
	end := func() {
		if begun {
			all = append(all, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range line {
		switch {
		case r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t' || r == '\n'):
			end()
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if end(); quote != 0 {
		return nil, fmt.Errorf("a quotation (%c) is never closed in %s; close it, or write the arguments as a list", quote, line)
	}
	return all, nil
}
