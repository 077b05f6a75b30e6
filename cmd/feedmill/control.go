package main

// How commands ask a daemon that has the catalog: it listens on a socket in its state
// folder, which only its user can reach, and answers in words.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"feedmill/feed/web"
)

const controlName = "control"

// longestSocket is how long the name of a socket may be on every system, in bytes.
const longestSocket = 100

// errAlone means that no daemon has the state folder.
var errAlone = errors.New("no watch or serve follows the folder")

// socketIn is the socket of a state folder, by a name that is short enough. close is
// called when it is no longer used.
func socketIn(state string) (name string, close func() error, err error) {
	name = filepath.Join(state, controlName)
	if len(name) <= longestSocket {
		return name, func() error { return nil }, nil
	}
	dir, err := os.Open(state)
	if err != nil {
		return "", nil, err
	}
	short := fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), controlName)
	if _, err := os.Stat(filepath.Dir(short)); err != nil {
		return "", nil, errors.Join(fmt.Errorf("the name of the state folder is too long for a socket in it; choose a shorter --state: %s", state), dir.Close())
	}
	return short, dir.Close, nil
}

// answerCommands answers on the socket of the state folder until ctx ends.
func answerCommands(ctx context.Context, state string, h http.Handler, log *slog.Logger) {
	if err := answerOn(ctx, state, h, log); err != nil {
		log.Warn("no answers to commands", "error", fmt.Errorf("feedmill status and explain will find nobody: %w", err))
	}
}

func answerOn(ctx context.Context, state string, h http.Handler, log *slog.Logger) error {
	name, done, err := socketIn(state)
	if err != nil {
		return err
	}
	defer done()
	_ = os.Remove(name) // of a daemon that was killed: the catalog is ours
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "unix", name)
	if err != nil {
		return err
	}
	if err := os.Chmod(name, 0o600); err != nil {
		return errors.Join(err, listener.Close())
	}
	return web.Server{Handler: h, Log: log, Most: statusConnections}.Serve(ctx, listener)
}

// answering bounds how long a daemon may take to answer a command.
const answering = 30 * time.Second

// ask asks the daemon that has the state folder. The error is errAlone if there is none.
func ask(ctx context.Context, state, path string, query url.Values) (answer string, err error) {
	ctx, cancel := context.WithTimeout(ctx, answering)
	defer cancel()
	if _, err := os.Stat(filepath.Join(state, controlName)); err != nil {
		return "", errAlone
	}
	name, done, err := socketIn(state)
	if err != nil {
		return "", err
	}
	defer done()
	var dialer net.Dialer
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, "unix", name)
	}}}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://feedmill"+path+"?"+query.Encode(), nil)
	if err != nil {
		return "", err
	}
	res, err := client.Do(req)
	if _, refused := errors.AsType[*net.OpError](err); refused {
		return "", errAlone // it was killed, and the socket has stayed
	}
	if err != nil {
		return "", fmt.Errorf("ask the daemon: %w", err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return "", fmt.Errorf("ask the daemon: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		return "", fmt.Errorf("ask the daemon: %s", body)
	}
	return string(body), nil
}

// commands answers what commands ask.
func (s *status) commands() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) {
		r, err := s.report(time.Now())
		answer(w, r.words, err)
	})
	mux.HandleFunc("GET /explain", func(w http.ResponseWriter, r *http.Request) {
		s.mu.RLock()
		defer s.mu.RUnlock()
		what := r.URL.Query().Get("what")
		all, err := s.mill.Explain(what)
		answer(w, func() string { return explained(what, all) }, err)
	})
	return mux
}

func answer(w http.ResponseWriter, words func() string, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = io.WriteString(w, words()) // nobody may listen any more
}
