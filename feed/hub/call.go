package hub

// What subscribers are asked and told, at the address that they gave, to the letter: no
// redirect is followed, and no proxy is used, behind which nobody would know whom we call.

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// patience is how long a call may take in all.
const patience = 15 * time.Second

// caller calls callbacks.
type caller struct {
	client *http.Client
}

func newCaller(dial func(context.Context, string, string) (net.Conn, error)) *caller {
	return &caller{client: &http.Client{
		Transport: &http.Transport{
			DialContext: dial, TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: 10 * time.Second,
			MaxIdleConns: 64, MaxIdleConnsPerHost: 2, IdleConnTimeout: 10 * time.Second,
			MaxResponseHeaderBytes: 16 << 10, DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       patience,
	}}
}

// do calls, and returns the status and the beginning of the answer.
func (c *caller) do(r *http.Request, agent string) (status int, body []byte, err error) {
	r.Header.Set("User-Agent", agent)
	answer, err := c.client.Do(r)
	var of *url.Error
	if errors.As(err, &of) {
		return 0, nil, of.Err // whose address it is, the caller knows
	}
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	return answer.StatusCode, body, err
}

// withQuery adds parameters behind those that a callback has, which stay as they are.
func withQuery(callback string, parameters ...string) string {
	var b strings.Builder
	b.WriteString(callback)
	separator := "?"
	if i := strings.IndexByte(callback, '?'); i >= 0 {
		separator = "&"
		if i == len(callback)-1 {
			separator = ""
		}
	}
	for i := 0; i+1 < len(parameters); i += 2 {
		b.WriteString(separator + parameters[i] + "=" + url.QueryEscape(parameters[i+1]))
		separator = "&"
	}
	return b.String()
}

// verify asks a subscriber whether the request is its own (section 5.3); nil is yes.
func (c *caller) verify(ctx context.Context, q request, agent string) error {
	mode := "unsubscribe"
	if q.Subscribe {
		mode = "subscribe"
	}
	challenge := rand.Text()
	ask := withQuery(q.Callback, "hub.mode", mode, "hub.topic", q.Topic, "hub.challenge", challenge,
		"hub.lease_seconds", strconv.Itoa(int(q.Lease/time.Second)))
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, ask, nil)
	if err != nil {
		return err
	}
	status, body, err := c.do(r, agent)
	switch {
	case err != nil:
		return err
	case status/100 != 2:
		return fmt.Errorf("the callback answered %d", status)
	case string(body) != challenge:
		return fmt.Errorf("the callback did not answer with the challenge")
	}
	return nil
}

// deny tells a subscriber that there is no subscription (section 5.2).
func (c *caller) deny(ctx context.Context, topic, callback, reason, agent string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, withQuery(callback, "hub.mode", "denied", "hub.topic", topic, "hub.reason", reason), nil)
	if err != nil {
		return err
	}
	_, _, err = c.do(r, agent)
	return err
}

// message is what subscribers of a topic are sent.
type message struct {
	body      []byte
	mediaType string
	sum       string
	link      string
}

// deliver sends a subscriber the document (section 7). What it answers besides the
// status is nobody's business.
func (c *caller) deliver(ctx context.Context, s Subscription, m *message, agent string) (outcome, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Callback, bytes.NewReader(m.body))
	if err != nil {
		return failed, err
	}
	r.Header["Content-Type"] = []string{m.mediaType}
	r.Header["Link"] = []string{m.link}
	if s.Secret != "" {
		r.Header["X-Hub-Signature"] = []string{sign(s.Secret, m.body)}
	}
	status, _, err := c.do(r, agent)
	switch {
	case status/100 == 2:
		return delivered, nil
	case status == http.StatusGone:
		return gone, nil
	case ctx.Err() != nil:
		return brokenOff, ctx.Err()
	case err != nil:
		return failed, err
	}
	return failed, fmt.Errorf("the callback answered %d", status)
}

// sign is the signature of a body (section 7.1).
func sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// sumOf tells a document from others.
func sumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:12])
}
