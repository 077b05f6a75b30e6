package main

// Certificates: of a file, which is read again when it has changed, or fetched from an
// authority.

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// encryption is how connections are encrypted.
type encryption struct {
	*tls.Config // nil if they are not
	// answer answers what an authority asks by plain HTTP, and has another answer the rest.
	answer func(http.Handler) http.Handler
}

// tlsOf is how connections are encrypted. Certificates that are fetched are kept in the
// state folder.
func tlsOf(cfg *config, state string, log *slog.Logger) (encryption, error) {
	nobody := func(h http.Handler) http.Handler { return h }
	switch {
	case len(cfg.ACME) > 0:
		m := &autocert.Manager{
			Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(cfg.ACME...),
			Cache: autocert.DirCache(filepath.Join(state, "certificates")),
		}
		if cfg.Serve.ACMEDirectory != "" {
			m.Client = &acme.Client{DirectoryURL: cfg.Serve.ACMEDirectory}
		}
		c := m.TLSConfig()
		c.GetCertificate = telling(c.GetCertificate, cfg.ACME, log)
		return encryption{c, m.HTTPHandler}, nil
	case cfg.TLSCert != "":
		f := &certificateFiles{cert: cfg.TLSCert, key: cfg.TLSKey, log: log, now: time.Now}
		if err := f.load(); err != nil {
			return encryption{}, usageError{err}
		}
		return encryption{&tls.Config{GetCertificate: f.certificate, MinVersion: tls.VersionTLS12}, nobody}, nil
	}
	return encryption{nil, nobody}, nil
}

// telling logs why there is no certificate for a host of ours, once a minute at the most:
// whoever wants a page sees only that there is none.
func telling(get func(*tls.ClientHelloInfo) (*tls.Certificate, error), hosts []string, log *slog.Logger) func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	var last atomic.Int64 // seconds since 1970
	return func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		cert, err := get(hello)
		if err == nil || !slices.Contains(hosts, hello.ServerName) || slices.Contains(hello.SupportedProtos, acme.ALPNProto) {
			return cert, err
		}
		before, now := last.Load(), time.Now().Unix()
		if now-before >= 60 && last.CompareAndSwap(before, now) {
			log.Error("no certificate", "error", fmt.Errorf("fetch the certificate of %s: %w; the authority must reach this machine by that name on port 443", hello.ServerName, err))
		}
		return cert, err
	}
}

// certificateFiles are a certificate and its key, which others renew.
type certificateFiles struct {
	cert, key string
	log       *slog.Logger
	now       func() time.Time

	mu      sync.Mutex
	current *tls.Certificate // guarded by mu
	looked  time.Time        // at the files; guarded by mu
	changed [2]time.Time     // when they were when they were read; guarded by mu
}

// certificatesLook is how often the files are looked at, at the most.
const certificatesLook = time.Minute

// certificate is the one of now. One that cannot be read leaves the last one in place.
func (f *certificateFiles) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.now().Sub(f.looked) < certificatesLook {
		return f.current, nil
	}
	if f.looked = f.now(); f.times() != f.changed {
		if err := f.read(); err != nil {
			f.log.Error("the certificate cannot be read again; the last one stays", "error", err)
		} else {
			f.log.Info("the certificate was read again", "file", f.cert)
		}
	}
	return f.current, nil
}

func (f *certificateFiles) load() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looked = f.now()
	return f.read()
}

// read reads both files. It is called with mu held.
func (f *certificateFiles) read() error {
	changed := f.times()
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return fmt.Errorf("read the certificate %s and its key %s: %w; name files in PEM that belong together", f.cert, f.key, err)
	}
	f.current, f.changed = &pair, changed
	return nil
}

func (f *certificateFiles) times() (changed [2]time.Time) {
	for i, file := range []string{f.cert, f.key} {
		if info, err := os.Stat(file); err == nil {
			changed[i] = info.ModTime()
		}
	}
	return changed
}
