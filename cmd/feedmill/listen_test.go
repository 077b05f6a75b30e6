//go:build unix

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The program takes over a socket that a service manager has opened, to which readers
// can connect before it runs.
func TestSocketOfTheServiceManager(t *testing.T) {
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	file, err := listener.File()
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	dir := t.TempDir()
	news := writeArticle(t, dir)
	// a shell knows its process id before it becomes the program
	c := exec.Command("sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@"`, "feedmill", "serve", "--listen", "256.0.0.1:1",
		"--out", filepath.Join(dir, "public"), "--state", filepath.Join(dir, "state"), news)
	c.ExtraFiles = []*os.File{file}
	c.Stderr = t.Output()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	file.Close()
	io.WriteString(conn, "GET /-/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	got, err := io.ReadAll(conn)
	if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 200") {
		t.Errorf("got %q, %v; want an answer to a request of before the start", got, err)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("it ended with %v, want exit 0", err)
	}
}

func writeArticle(t *testing.T, dir string) (news string) {
	t.Helper()
	news = filepath.Join(dir, "news")
	if err := os.Mkdir(news, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(news, "tide.md"), []byte("---\ntitle: Tide\ndate: 2026-11-09\n---\nText.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return news
}

func TestHandedOverOnlyToUs(t *testing.T) {
	for name, env := range map[string]map[string]string{
		"nothing":         {},
		"another process": {"LISTEN_PID": "1", "LISTEN_FDS": "1"},
		"no number":       {"LISTEN_PID": "x", "LISTEN_FDS": "1"},
	} {
		if l, err := handedOver(func(k string) string { return env[k] }); l != nil || err != nil {
			t.Errorf("%s: got %v, %v, want none", name, l, err)
		}
	}
	two := map[string]string{"LISTEN_PID": strconv.Itoa(os.Getpid()), "LISTEN_FDS": "2"}
	if _, err := handedOver(func(k string) string { return two[k] }); err == nil || !strings.Contains(err.Error(), "serve takes one") {
		t.Errorf("two sockets: got %v, want that it takes one", err)
	}
}

// A socket that a killed process has left is taken away; one that is listened on, or a
// file of somebody, is not.
func TestUnixSocket(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s")
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: file})
	if err != nil {
		t.Fatal(err)
	}
	left.SetUnlinkOnClose(false)
	left.Close()
	listener, err := listenToServe(t.Context(), "unix:"+file, func(string) string { return "" })
	if err != nil {
		t.Fatalf("a socket that was left: %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o666 {
		t.Errorf("got %v, %v, want a socket that others may use", info.Mode(), err)
	}
	if second, err := listenToServe(t.Context(), "unix:"+file, func(string) string { return "" }); err == nil {
		second.Close()
		t.Error("a socket that is in use was taken away")
	}
	listener.Close()
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if l, err := listenToServe(t.Context(), "unix:"+file, func(string) string { return "" }); err == nil {
		l.Close()
		t.Error("somebody's file was taken away")
	}
}

// A renewed certificate is used without a restart; one that is half written is not.
func TestCertificateIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	writeCertificate(t, cert, key, "one.example")
	now := time.Date(2026, 11, 9, 12, 0, 0, 0, time.UTC)
	f := &certificateFiles{cert: cert, key: key, log: slog.New(slog.DiscardHandler), now: func() time.Time { return now }}
	if err := f.load(); err != nil {
		t.Fatal(err)
	}
	name := func() string {
		t.Helper()
		c, err := f.certificate(nil)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := x509.ParseCertificate(c.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return parsed.Subject.CommonName
	}
	later := time.Now().Add(time.Hour)
	step := func(what, want string, do func()) {
		t.Helper()
		do()
		later = later.Add(time.Minute)
		if err := errors.Join(os.Chtimes(cert, later, later), os.Chtimes(key, later, later)); err != nil {
			t.Fatal(err)
		}
		now = now.Add(certificatesLook)
		if got := name(); got != want {
			t.Errorf("%s: got the certificate of %s, want that of %s", what, got, want)
		}
	}
	step("at first", "one.example", func() {})
	step("half written", "one.example", func() {
		if err := os.WriteFile(cert, []byte("-----BEGIN CERT"), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	step("renewed", "two.example", func() { writeCertificate(t, cert, key, "two.example") })
}

func writeCertificate(t *testing.T, cert, key, host string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The site is reached by TLS, with HTTP/2 where the client knows it.
func TestServeWithTLS(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	writeCertificate(t, cert, key, "localhost")
	news := writeArticle(t, dir)
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	plain.Close() // its address is free
	settings := filepath.Join(dir, "settings.toml")
	if err := os.WriteFile(settings, fmt.Appendf(nil, "[serve]\nredirect = %q\n", plain.Addr()), 0o644); err != nil {
		t.Fatal(err)
	}
	said, says := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	root := newRoot(environment{getenv: func(string) string { return "" }, stdout: says, stderr: t.Output()})
	root.SetArgs([]string{"serve", "--listen", "127.0.0.1:0", "--tls-cert", cert, "--tls-key", key, "--config", settings,
		"--out", filepath.Join(dir, "public"), "--state", filepath.Join(dir, "state"), news})
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(ctx) }()
	buf := make([]byte, 200)
	n, err := said.Read(buf)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimSpace(strings.TrimPrefix(string(buf[:n]), "Serving "))
	if !strings.HasPrefix(address, "https://") {
		t.Errorf("got the address %s, want one of https", address)
	}
	roots := x509.NewCertPool()
	text, err := os.ReadFile(cert)
	if err != nil {
		t.Fatal(err)
	}
	roots.AppendCertsFromPEM(text)
	for _, two := range []bool{false, true} {
		client := &http.Client{Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "localhost"}, ForceAttemptHTTP2: two,
		}}
		for range 2 { // on one connection
			res, err := client.Get(address + "rss.xml")
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || res.StatusCode != 200 || !strings.Contains(string(body), address) || res.ProtoMajor == 2 != two {
				t.Errorf("got %s by %s, %v: %s", res.Status, res.Proto, err, body)
			}
		}
		client.CloseIdleConnections()
	}
	untold := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := untold.Get("http://" + plain.Addr().String() + "/sections/a%2Fb/?x=1")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if want := address + "sections/a%2Fb/?x=1"; res.StatusCode != http.StatusMovedPermanently || res.Header.Get("Location") != want {
		t.Errorf("by plain HTTP: got %s to %s, want to be led to %s", res.Status, res.Header.Get("Location"), want)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A certificate is fetched for the named hosts alone; one that is kept is used.
func TestFetchedCertificates(t *testing.T) {
	state := t.TempDir()
	folder := filepath.Join(state, "certificates")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	cert, key := filepath.Join(state, "cert.pem"), filepath.Join(state, "key.pem")
	writeCertificate(t, cert, key, "news.example.org")
	var kept []byte
	for _, file := range []string{key, cert} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, text...)
	}
	if err := os.WriteFile(filepath.Join(folder, "news.example.org"), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := &config{ACME: []string{"news.example.org", "lost.example.org"}, Serve: serveConfig{ACMEDirectory: "http://127.0.0.1:1/"}}
	var logged bytes.Buffer
	c, err := tlsOf(cfg, state, slog.New(slog.NewTextHandler(&logged, nil)))
	if err != nil {
		t.Fatal(err)
	}
	hello := func(host string) error {
		_, err := c.GetCertificate(&tls.ClientHelloInfo{
			ServerName: host, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
			SupportedCurves: []tls.CurveID{tls.CurveP256}, SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256},
		})
		return err
	}
	if err := hello("news.example.org"); err != nil {
		t.Errorf("got %v, want the certificate that is kept", err)
	}
	if err := hello("other.example.org"); err == nil || !strings.Contains(err.Error(), "not configured") {
		t.Errorf("another host: got %v, want that it is none of ours", err)
	}
	if logged.Len() > 0 {
		t.Errorf("logged %s, want nothing of hosts that are none of ours", &logged)
	}
	for range 3 {
		if err := hello("lost.example.org"); err == nil {
			t.Error("an authority that there is not signed")
		}
	}
	if got := logged.String(); strings.Count(got, "fetch the certificate of lost.example.org") != 1 || !strings.Contains(got, "port 443") {
		t.Errorf("logged %s, want the reason and the remedy, once", got)
	}
}
