package main

// What is answered to whoever asks a site of HTTPS by plain HTTP: where it is, and what
// an authority asks before it signs.

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"feedmill/feed/web"
)

// plainConnections is enough for those who type a name without https.
const plainConnections = 256

// serveRedirect leads plain HTTP to HTTPS until ctx ends. That it cannot is said, and
// harms nothing else. answer answers what is not to be led on.
func (c *config) serveRedirect(ctx context.Context, listening net.Addr, answer func(http.Handler) http.Handler, log *slog.Logger) {
	address := c.redirectFrom(listening)
	if address == "" {
		return
	}
	listener, err := listenFor(ctx, "redirect in [serve], or off", address)
	if err != nil {
		log.Warn("plain HTTP is not led to HTTPS", "error", err)
		return
	}
	log.Info("plain HTTP is led to HTTPS", "address", "http://"+reachable(listener.Addr())+"/")
	server := web.Server{Handler: answer(c.redirect(listening)), Log: log, Most: plainConnections}
	if err := server.Serve(ctx, listener); err != nil {
		log.Error("plain HTTP is led to HTTPS no more", "error", err)
	}
}

// redirectFrom is where plain HTTP is answered; empty is nowhere. Unless it is said, it is
// port 80 beside port 443.
func (c *config) redirectFrom(listening net.Addr) string {
	switch {
	case c.TLSCert == "" && len(c.ACME) == 0, c.Serve.Redirect == "off":
		return ""
	case c.Serve.Redirect != "":
		return c.Serve.Redirect
	}
	host, port, err := net.SplitHostPort(listening.String())
	if err != nil || port != "443" {
		return ""
	}
	return net.JoinHostPort(host, "80")
}

// redirect leads to the same address by HTTPS: of the host that was asked for if it is one
// of ours, else of the site. Who asks for another may have been led here by somebody.
func (c *config) redirect(listening net.Addr) http.Handler {
	port := ""
	if tcp, ok := listening.(*net.TCPAddr); ok && tcp.Port != 443 {
		port = ":" + strconv.Itoa(tcp.Port)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := strings.ToLower(hostOf(r.Host)) + port
		if !slices.Contains(c.ACME, strings.TrimSuffix(host, port)) {
			host = c.site.Host
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, fmt.Sprintf("Ask https://%s instead.", host), http.StatusForbidden)
			return
		}
		to := url.URL{Scheme: "https", Host: host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
		w.Header().Set("Cache-Control", "public, max-age=86400")
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	})
}
