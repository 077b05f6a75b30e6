package objects

// What a store answers, in words that the operator can use.

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// Answer is what a store said in the place of what it was asked for.
type Answer struct {
	Status int
	Code   string // in the words of its kind
	Err    error
}

// Error is what was said.
func (a *Answer) Error() string { return a.Err.Error() }

// Unwrap is what its client made of it.
func (a *Answer) Unwrap() error { return a.Err }

// StatusOf is the status of a store's answer; 0 if it gave none.
func StatusOf(err error) int { return answerOf(err).Status }

func answerOf(err error) Answer {
	var a *Answer
	if !errors.As(err, &a) {
		return Answer{}
	}
	return *a
}

// Codes of stores, of those of which not all is said by the status.
var (
	bucketMissing = []string{"NoSuchBucket", "ContainerNotFound"}
	objectMissing = []string{"NoSuchKey", "BlobNotFound"}
	archived      = []string{"InvalidObjectState", "BlobArchived", "BlobBeingRehydrated"}
)

// IsMissing reports whether an object is not there, as opposed to its bucket.
func IsMissing(err error) bool {
	a := answerOf(err)
	return slices.Contains(objectMissing, a.Code) || a.Status == http.StatusNotFound && !slices.Contains(bucketMissing, a.Code)
}

// IsRefused reports whether a condition did not hold, or may not have.
func IsRefused(err error) bool {
	status := StatusOf(err)
	return status == http.StatusPreconditionFailed || status == http.StatusConflict
}

// IsArchived reports whether a store keeps an object where it cannot be read at once.
func IsArchived(err error) bool { return slices.Contains(archived, answerOf(err).Code) }

const (
	makeRoom = "make room in the bucket"
	makeIt   = "make the bucket, or correct its name, region or endpoint"
	allow    = "allow the key to read, write, list and delete there"
	keys     = "" // where they are taken from
)

// remedies are what to do about a store's answers, by their code, else by their status.
var remedies = []struct {
	code   string
	status int
	say    string
	remedy string
}{
	{"NoSuchBucket", 0, "", makeIt},
	{"ContainerNotFound", 0, "", "make the container, or correct its name or account"},
	{"InvalidAccessKeyId", 0, "the store does not know the key; ", keys},
	{"SignatureDoesNotMatch", 0, "the secret of the key is another one, or region is; ", keys},
	{"AuthenticationFailed", 0, "the key is another account's, or has ended, or the clock of this machine is wrong; ", keys},
	{"NoAuthenticationInformation", 0, "", keys},
	{"RequestTimeTooSkewed", 0, "", "set the clock of this machine"},
	{"QuotaExceeded", 0, "", makeRoom},
	{"XMinioStorageFull", 0, "", makeRoom},
	{"AuthorizationHeaderMalformed", 0, "", "set region in the address"},
	{"", http.StatusForbidden, "", allow},
	{"", http.StatusUnauthorized, "", allow},
	{"", http.StatusInsufficientStorage, "", makeRoom},
}

// InWords is a store's answer as the operator can use it.
func (s *Store) InWords(err error) error {
	if err == nil {
		return nil
	}
	a := answerOf(err)
	if a.Status == 0 && a.Code == "" {
		return fmt.Errorf("the store at %s does not answer: %w", s.Endpoint, err)
	}
	for _, r := range remedies {
		if r.code != "" && r.code == a.Code || r.code == "" && r.status == a.Status {
			remedy := r.remedy
			if remedy == keys {
				remedy = s.WhereKeysAre()
			}
			return fmt.Errorf("the store at %s says: %w; %s", s.Endpoint, err, r.say+remedy)
		}
	}
	return fmt.Errorf("the store at %s says: %w (%d %s)", s.Endpoint, err, a.Status, a.Code)
}
