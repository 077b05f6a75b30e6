package web

// Documents for some: by a name and a password that an app asks for, or by an address
// that nobody can guess.

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

// Private says which documents are for some, and for whom. It is not changed.
type Private struct {
	Covers  func(path string) bool // reports whether the document at a path, without a slash before it, is for some
	Users   map[string]string      // bcrypt hashes of passwords, by name
	Secrets []string               // SHA-256 of what stands in secret addresses, in hexadecimal
}

// secretPrefix begins a secret address: /p/SECRET/rss.xml is /rss.xml.
const secretPrefix = "/p/"

// mostChecks bounds the passwords that are compared at a time: each takes a processor a
// tenth of a second.
const mostChecks = 2

// keeper lets in whom a Private names.
type keeper struct {
	private Private
	next    http.Handler
	checks  chan struct{}
	key     [32]byte // of what is remembered; thrown away with the process

	mu    sync.Mutex
	known map[[32]byte]bool // names and passwords that were right, hashed; guarded by mu
}

// Keep has next answer for documents that are for all, and for those that are for some
// to whom they are for.
func (p Private) Keep(next http.Handler) http.Handler {
	if len(p.Users)+len(p.Secrets) == 0 {
		return next
	}
	k := &keeper{private: p, next: next, checks: make(chan struct{}, mostChecks), known: map[[32]byte]bool{}}
	_, _ = rand.Read(k.key[:]) // never fails
	return k
}

// ServeHTTP answers one request.
func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, secretPrefix); ok {
		secret, path, _ := strings.Cut(rest, "/")
		if !k.isSecret(secret) {
			http.Error(w, "There is no such page here.", http.StatusNotFound)
			return
		}
		r.URL.Path = "/" + path
		k.discreetly(w, r)
		return
	}
	name, ok := documentPath(r.URL.Path)
	if !ok || !k.private.Covers(name) {
		k.next.ServeHTTP(w, r)
		return
	}
	if len(k.private.Users) == 0 {
		http.Error(w, "There is no such page here.", http.StatusNotFound)
		return
	}
	if !k.admits(r) {
		w.Header().Set("WWW-Authenticate", `Basic realm="private", charset="UTF-8"`)
		w.Header()["Cache-Control"] = notKept
		http.Error(w, "This is for some readers alone: a name and a password are asked for.", http.StatusUnauthorized)
		return
	}
	k.discreetly(w, r)
}

// discreetly has next answer, and marks the answer as not for others.
func (k *keeper) discreetly(w http.ResponseWriter, r *http.Request) {
	p := &privateWriter{ResponseWriter: w}
	k.next.ServeHTTP(p, r)
	p.mark() // of HEAD nothing is written
}

// isSecret compares with all secrets, in the same time for each.
func (k *keeper) isSecret(secret string) bool {
	sum := sha256.Sum256([]byte(secret))
	text := []byte(hex.EncodeToString(sum[:]))
	found := 0
	for _, s := range k.private.Secrets {
		found |= subtle.ConstantTimeCompare(text, []byte(strings.ToLower(s)))
	}
	return found == 1
}

// admits reports whether the request has a name and its password. What was right once
// is remembered by a hash, since to compare takes long by design.
func (k *keeper) admits(r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	if !ok {
		return false
	}
	sum := sha256.Sum256([]byte(string(k.key[:]) + user + "\x00" + password))
	k.mu.Lock()
	known := k.known[sum]
	k.mu.Unlock()
	if known {
		return true
	}
	hash, named := k.private.Users[user]
	if !named {
		hash = nobody // a name that there is not takes as long as one that there is
	}
	select {
	case k.checks <- struct{}{}:
	case <-r.Context().Done():
		return false
	}
	err := bcrypt.CompareHashAndPassword([]byte(hash), []byte(password))
	<-k.checks
	if err != nil || !named {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known[sum] = true // one for each user, since one password is right
	return true
}

// nobody is the hash of a password that nobody has.
const nobody = "$2a$10$7EqJtq98hPqEX7fNZaFWoOhi5BMN8s5r5vY8vQ9cL3nGZl2G1l7Ua"

// Headers of what is for some.
var (
	notKept    = []string{"private, no-cache"}
	noIndex    = []string{"noindex, nofollow"}
	noReferrer = []string{"no-referrer"}
)

// privateWriter marks what is sent as not for others: caches, search machines, and the
// sites that its links lead to, which would be told the address.
type privateWriter struct {
	http.ResponseWriter
	marked bool
}

// Unwrap is for http.ResponseController.
func (p *privateWriter) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// WriteHeader marks the answer.
func (p *privateWriter) WriteHeader(status int) {
	p.mark()
	p.ResponseWriter.WriteHeader(status)
}

// Write marks the answer.
func (p *privateWriter) Write(b []byte) (int, error) {
	p.mark()
	return p.ResponseWriter.Write(b)
}

func (p *privateWriter) mark() {
	if p.marked {
		return
	}
	p.marked = true
	h := p.Header()
	h["Cache-Control"], h["X-Robots-Tag"], h["Referrer-Policy"] = notKept, noIndex, noReferrer
	delete(h, "Access-Control-Allow-Origin")
	delete(h, "Link") // would name the address that is not theirs, and hubs that are to know of no reader
}
