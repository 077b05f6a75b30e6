package purge

// A webhook is told in the words of Cloudflare, so that its API can be one.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"feedmill/content/program"
)

// Webhook is an address that purges are posted to.
type Webhook struct {
	address *url.URL
	token   string // file of the token that it asks for; empty if it asks for none
	client  *http.Client
}

// perRequest is how many addresses one request names: Cloudflare takes no more.
const perRequest = 100

// NewWebhook makes a webhook of its address, and of the file that holds its token. It
// takes TLS, except within this machine.
func NewWebhook(address, token string) (*Webhook, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("use an address such as https://api.example.org/purge")
	case u.User != nil:
		return nil, errors.New("leave the password out of the address; put a token into a file, and name that by token_file")
	case u.Scheme == "http" && !isHere(u.Hostname()):
		return nil, fmt.Errorf("%s: use https: what is purged, and the token, are nobody else's business", u.Redacted())
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }} // which would be asked for a page
	return &Webhook{u, token, client}, nil
}

func isHere(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// String leaves out what may be a secret.
func (h *Webhook) String() string { return h.address.Scheme + "://" + h.address.Host }

// request is what is posted.
type request struct {
	Files []string `json:"files,omitempty"`
	All   bool     `json:"purge_everything,omitempty"`
}

// Purge posts the addresses, so many at a time.
func (h *Webhook) Purge(ctx context.Context, what List) error {
	if what.Paths == nil {
		return h.post(ctx, request{All: true})
	}
	for some := range slices.Chunk(what.Addresses(), perRequest) {
		if err := h.post(ctx, request{Files: some}); err != nil {
			return err
		}
	}
	return nil
}

func (h *Webhook) post(ctx context.Context, body request) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address.String(), bytes.NewReader(data))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if h.token != "" {
		token, err := os.ReadFile(h.token)
		if err != nil {
			return fmt.Errorf("read the token: %w; correct token_file in [purge]", err)
		}
		r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	}
	answer, err := h.client.Do(r)
	if failed := new(url.Error); errors.As(err, &failed) {
		return fmt.Errorf("it does not answer: %w", failed.Err) // without the address, which may hold a secret
	}
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 == 2 {
		return nil
	}
	why := program.Complaints()
	_, _ = io.Copy(why, io.LimitReader(answer.Body, int64(why.Most))) // what was said of it is enough
	return fmt.Errorf("it answers %s: %q; see whether [purge] names it, and its token, rightly", answer.Status, why.Line())
}
