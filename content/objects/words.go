package objects

// What a store answers, in words that the operator can use.

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/minio/minio-go/v7"
)

// WhereKeysAre is the remedy where keys are missing or misplaced.
const WhereKeysAre = "keys are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from ~/.aws/credentials, or from the machine's role"

// StatusOf is the status of a store's answer; 0 if it gave none.
func StatusOf(err error) int { return answerOf(err).StatusCode }

func answerOf(err error) minio.ErrorResponse {
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return minio.ErrorResponse{}
	}
	return answer
}

// IsMissing reports whether an object is not there, as opposed to its bucket.
func IsMissing(err error) bool {
	answer := answerOf(err)
	return answer.Code == minio.NoSuchKey || answer.StatusCode == http.StatusNotFound && answer.Code != minio.NoSuchBucket
}

// remedies are what to do about a store's answers, by their code, else by their status.
var remedies = []struct {
	code   string
	status int
	remedy string
}{
	{minio.NoSuchBucket, 0, "make the bucket, or correct its name, region or endpoint"},
	{"InvalidAccessKeyId", 0, "the store does not know the key; " + WhereKeysAre},
	{"SignatureDoesNotMatch", 0, "the secret of the key is another one, or region is; " + WhereKeysAre},
	{"RequestTimeTooSkewed", 0, "set the clock of this machine"},
	{"QuotaExceeded", 0, "make room in the bucket"},
	{"XMinioStorageFull", 0, "make room in the bucket"},
	{"AuthorizationHeaderMalformed", 0, "set region in the address"},
	{"", http.StatusForbidden, "allow the key to read, write, list and delete there"},
	{"", http.StatusUnauthorized, "allow the key to read, write, list and delete there"},
	{"", http.StatusInsufficientStorage, "make room in the bucket"},
}

// InWords is a store's answer as the operator can use it.
func (s *Store) InWords(err error) error {
	if err == nil {
		return nil
	}
	answer := answerOf(err)
	if answer.StatusCode == 0 && answer.Code == "" {
		return fmt.Errorf("the store at %s does not answer: %w", s.Endpoint, err)
	}
	for _, r := range remedies {
		if r.code != "" && r.code == answer.Code || r.code == "" && r.status == answer.StatusCode {
			return fmt.Errorf("the store at %s says: %w; %s", s.Endpoint, err, r.remedy)
		}
	}
	return fmt.Errorf("the store at %s says: %w (%d %s)", s.Endpoint, err, answer.StatusCode, answer.Code)
}
