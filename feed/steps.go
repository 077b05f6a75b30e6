package feed

// The built-in templates are executed for each article of a site. html/template says
// how every value is to be escaped; what it says is turned into steps here, which know
// beforehand where a value is and what becomes of it. Their bytes are those that
// html/template makes, which makes the pages of whatever is not known here.

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// step writes a part of a page.
type step func(b *bytes.Buffer, s scene)

// scene is what a part of a template sees: its dot, what the template was called with,
// and what a range has named.
type scene struct {
	dot, root reflect.Value
	named     [2]reflect.Value
}

func run(steps []step, b *bytes.Buffer, s scene) {
	for _, do := range steps {
		do(b, s)
	}
}

// builtInSteps are the built-in templates, by their names.
var builtInSteps = sync.OnceValue(func() map[string][]step {
	all := map[string][]step{}
	for name := range pageNames {
		if steps, err := stepsOf(builtInPages(), name, shownBy(name)); err == nil {
			all[name] = steps
		}
	}
	return all
})

// shownBy is the zero value of what a template shows.
func shownBy(name string) any {
	if name == itemTemplate {
		return &pageEntry{}
	}
	return page{}
}

// stepsOf are the steps of a template that is executed with values like zero.
func stepsOf(set *template.Template, name string, zero any) ([]step, error) {
	if err := set.ExecuteTemplate(io.Discard, name, zero); err != nil { // by which it is escaped
		return nil, err
	}
	c := stepMaker{set, map[stepKey]*[]step{}}
	steps, err := c.called(name, reflect.TypeOf(zero))
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return *steps, nil
}

// stepMaker turns templates into steps, each once for a type.
type stepMaker struct {
	set  *template.Template
	made map[stepKey]*[]step
}

type stepKey struct {
	name string
	dot  reflect.Type
}

// sight is what a scene will have: types.
type sight struct {
	dot, root reflect.Type
	names     [2]string
	named     [2]reflect.Type
}

func (c stepMaker) called(name string, dot reflect.Type) (*[]step, error) {
	key := stepKey{name, dot}
	if steps := c.made[key]; steps != nil {
		return steps, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("there is none")
	}
	steps := new([]step)
	c.made[key] = steps
	var err error
	*steps, err = c.list(t.Tree.Root, sight{dot: dot, root: dot})
	return steps, err
}

func (c stepMaker) list(l *parse.ListNode, at sight) (steps []step, err error) {
	if l == nil {
		return nil, nil
	}
	for _, node := range l.Nodes {
		one, err := c.node(node, at)
		if err != nil {
			return nil, err
		}
		steps = append(steps, one)
	}
	return steps, nil
}

func (c stepMaker) node(node parse.Node, at sight) (step, error) {
	switch n := node.(type) {
	case *parse.TextNode:
		return func(b *bytes.Buffer, _ scene) { b.Write(n.Text) }, nil
	case *parse.ActionNode:
		return shows(n.Pipe, at)
	case *parse.IfNode:
		return c.conditional(&n.BranchNode, at)
	case *parse.WithNode:
		return c.with(&n.BranchNode, at)
	case *parse.RangeNode:
		return c.ranged(&n.BranchNode, at)
	case *parse.TemplateNode:
		get, dot, err := single(n.Pipe, at)
		if err != nil {
			return nil, err
		}
		steps, err := c.called(n.Name, dot)
		return func(b *bytes.Buffer, s scene) { v := get(s); run(*steps, b, scene{dot: v, root: v}) }, err
	}
	return nil, fmt.Errorf("no step for %s", node)
}

func (c stepMaker) branches(n *parse.BranchNode, inner, outer sight) (then, otherwise []step, err error) {
	if then, err = c.list(n.List, inner); err == nil {
		otherwise, err = c.list(n.ElseList, outer)
	}
	return then, otherwise, err
}

func (c stepMaker) conditional(n *parse.BranchNode, at sight) (step, error) {
	holds, err := condition(n.Pipe, at)
	if err != nil {
		return nil, err
	}
	then, otherwise, err := c.branches(n, at, at)
	return func(b *bytes.Buffer, s scene) {
		if holds(s) {
			run(then, b, s)
		} else {
			run(otherwise, b, s)
		}
	}, err
}

func (c stepMaker) with(n *parse.BranchNode, at sight) (step, error) {
	get, dot, err := single(n.Pipe, at)
	if err != nil {
		return nil, err
	}
	inner := at
	inner.dot = dot
	then, otherwise, err := c.branches(n, inner, at)
	return func(b *bytes.Buffer, s scene) {
		v := get(s)
		if !isTrue(v) {
			run(otherwise, b, s)
			return
		}
		s.dot = v
		run(then, b, s)
	}, err
}

func (c stepMaker) ranged(n *parse.BranchNode, at sight) (step, error) {
	get, list, err := single(n.Pipe, at)
	if err != nil || list.Kind() != reflect.Slice {
		return nil, fmt.Errorf("no range over %s: %v", n.Pipe, err)
	}
	inner := at
	inner.dot = list.Elem()
	if len(n.Pipe.Decl) == 2 {
		inner.names = [2]string{n.Pipe.Decl[0].Ident[0], n.Pipe.Decl[1].Ident[0]}
		inner.named = [2]reflect.Type{reflect.TypeFor[int](), list.Elem()}
	}
	then, otherwise, err := c.branches(n, inner, at)
	return func(b *bytes.Buffer, s scene) {
		all := get(s)
		if all.Len() == 0 {
			run(otherwise, b, s)
		}
		for i := range all.Len() {
			s.dot = all.Index(i)
			s.named = [2]reflect.Value{reflect.ValueOf(i), s.dot}
			run(then, b, s)
		}
	}, err
}

// A getter finds a value.
type getter func(scene) reflect.Value

// single is the value of a pipeline that is nothing else.
func single(p *parse.PipeNode, at sight) (getter, reflect.Type, error) {
	if p == nil || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return nil, nil, fmt.Errorf("no single value: %s", p)
	}
	return valueOf(p.Cmds[0].Args[0], at)
}

func valueOf(node parse.Node, at sight) (getter, reflect.Type, error) {
	dot := func(s scene) reflect.Value { return s.dot }
	switch n := node.(type) {
	case *parse.DotNode:
		return dot, at.dot, nil
	case *parse.FieldNode:
		return fieldOf(dot, at.dot, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return fieldOf(func(s scene) reflect.Value { return s.root }, at.root, n.Ident[1:])
		}
		for i, name := range at.names {
			if name == n.Ident[0] {
				return fieldOf(func(s scene) reflect.Value { return s.named[i] }, at.named[i], n.Ident[1:])
			}
		}
	}
	return nil, nil, fmt.Errorf("no value: %s", node)
}

// fieldOf is a field of a field of what get finds, a struct or a pointer to one.
func fieldOf(get getter, t reflect.Type, names []string) (getter, reflect.Type, error) {
	if len(names) == 0 {
		return get, t, nil
	}
	if t.Kind() == reflect.Pointer {
		whole := get
		get, t = func(s scene) reflect.Value { return whole(s).Elem() }, t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil, nil, fmt.Errorf("%s has no fields", t)
	}
	f, ok := t.FieldByName(names[0])
	if !ok || len(f.Index) != 1 {
		return nil, nil, fmt.Errorf("%s has no field %s", t, names[0])
	}
	i := f.Index[0]
	return fieldOf(func(s scene) reflect.Value { return get(s).Field(i) }, f.Type, names[1:])
}

// condition is a value that is true, or one of the functions that the templates use.
func condition(p *parse.PipeNode, at sight) (func(scene) bool, error) {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return nil, fmt.Errorf("no condition: %s", p)
	}
	args := p.Cmds[0].Args
	name, isCall := args[0].(*parse.IdentifierNode)
	if !isCall {
		get, _, err := single(p, at)
		return func(s scene) bool { return isTrue(get(s)) }, err
	}
	if name.Ident == "gt" {
		return isLonger(args, at)
	}
	var values []getter
	for _, a := range args[1:] {
		if text, ok := a.(*parse.StringNode); ok {
			v := reflect.ValueOf(text.Text)
			values = append(values, func(scene) reflect.Value { return v })
			continue
		}
		get, _, err := valueOf(a, at)
		if err != nil {
			return nil, err
		}
		values = append(values, get)
	}
	switch {
	case name.Ident == "or":
		return func(s scene) bool {
			for _, get := range values {
				if isTrue(get(s)) {
					return true
				}
			}
			return false
		}, nil
	case name.Ident == "not" && len(values) == 1:
		return func(s scene) bool { return !isTrue(values[0](s)) }, nil
	case name.Ident == "eq" && len(values) == 2:
		return func(s scene) bool { return values[0](s).String() == values[1](s).String() }, nil
	}
	return nil, fmt.Errorf("no condition: %s", p)
}

// isLonger is of "gt (len .) 24".
func isLonger(args []parse.Node, at sight) (func(scene) bool, error) {
	if len(args) == 3 {
		length, _ := args[1].(*parse.PipeNode)
		most, _ := args[2].(*parse.NumberNode)
		if length != nil && most != nil && len(length.Cmds) == 1 && len(length.Cmds[0].Args) == 2 && length.Cmds[0].Args[0].String() == "len" {
			get, _, err := valueOf(length.Cmds[0].Args[1], at)
			return func(s scene) bool { return get(s).Len() > int(most.Int64) }, err
		}
	}
	return nil, fmt.Errorf("no comparison: %s", args)
}

// isTrue reports what template.IsTrue does, of the kinds that pages have.
func isTrue(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Int:
		return v.Int() != 0
	case reflect.Pointer:
		return !v.IsNil()
	}
	return true // a struct
}

// shows writes a value as html/template would: how is in the pipeline behind it.
func shows(p *parse.PipeNode, at sight) (step, error) {
	get, t, err := valueOf(p.Cmds[0].Args[0], at)
	if err != nil || len(p.Decl) > 0 || len(p.Cmds[0].Args) != 1 {
		return nil, fmt.Errorf("no value to show: %s: %v", p, err)
	}
	var escapers []string
	for _, c := range p.Cmds[1:] {
		escapers = append(escapers, strings.TrimPrefix(c.String(), "_html_template_"))
	}
	write := writers[escaping{t, strings.Join(escapers, " ")}]
	if write == nil {
		return nil, fmt.Errorf("no writer of a %s: %s", t, p)
	}
	return func(b *bytes.Buffer, s scene) { write(b, get(s).String()) }, nil
}

// escaping is of values of a type, by html/template's functions.
type escaping struct {
	of reflect.Type
	by string
}

// writers are all that the built-in templates need. What is typed as safe for its place
// goes there as it is.
var writers = map[escaping]func(b *bytes.Buffer, s string){
	{reflect.TypeFor[string](), "htmlescaper"}:                         writeText,
	{reflect.TypeFor[string](), "attrescaper"}:                         writeText,
	{reflect.TypeFor[string](), "rcdataescaper"}:                       writeText,
	{reflect.TypeFor[string](), "urlfilter urlnormalizer attrescaper"}: writeAddress,
	{reflect.TypeFor[template.HTML](), "htmlescaper"}:                  writeAsItIs,
	{reflect.TypeFor[template.HTMLAttr](), "htmlnamefilter"}:           writeAsItIs,
	{reflect.TypeFor[template.JS](), "jsvalescaper"}:                   writeAsItIs,
}

func writeAsItIs(b *bytes.Buffer, s string) { b.WriteString(s) }

// escapes are what html/template writes in place of bytes.
var escapes = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func writeText(b *bytes.Buffer, s string) {
	written := 0
	for i := range len(s) {
		if e := escapes[s[i]]; e != "" {
			b.WriteString(s[written:i])
			b.WriteString(e)
			written = i + 1
		}
	}
	b.WriteString(s[written:])
}

// writeAddress writes an address that html/template would leave as it is but for what
// attributes escape, and leaves others to it.
func writeAddress(b *bytes.Buffer, s string) {
	if isPlainAddress(s) {
		writeText(b, s)
		return
	}
	b.WriteString(filteredAddress(s))
}

func isPlainAddress(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	if !ok && strings.Contains(s, ":") {
		return false
	}
	for i := range len(rest) {
		if !inAddress[rest[i]] && (rest[i] != '%' || i+2 >= len(rest) || !isHex(rest[i+1]) || !isHex(rest[i+2])) {
			return false
		}
	}
	return true
}

// inAddress are the bytes that need no escapes in an address.
var inAddress = func() (set [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!#$&*+,/:;=?@[]" {
		set[c] = true
	}
	return set
}()

var addressTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("").Parse(`<a href="{{.}}">`)) })

// filteredAddress is what html/template makes of an address.
func filteredAddress(s string) string {
	var b strings.Builder
	if err := addressTemplate().Execute(&b, s); err != nil {
		return "#" // a builder takes every write
	}
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), `<a href="`), `">`)
}
