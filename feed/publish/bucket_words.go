package publish

// What is said of objects to those who fetch them, and of a store's answers to the
// operator.

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/minio/minio-go/v7"

	"feedmill/feed"
)

// lifetimes say for how long a document may be kept, by the end of its name. A feed is
// asked for by many, and may be shown for as long as it is fetched anew; what it leads
// to changes seldom.
var lifetimes = []struct{ suffix, cacheControl string }{
	{".xml", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
	{".json", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
	{".opml", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
}

// cacheControl is how long caches may keep a document. Nothing is for ever: pictures keep
// their addresses when they are replaced, and articles when they are corrected.
func cacheControl(path string) string {
	for _, l := range lifetimes {
		if !feed.IsAsset(path) && strings.HasSuffix(path, l.suffix) {
			return l.cacheControl
		}
	}
	return "public, max-age=300, stale-while-revalidate=600"
}

// statusOf is the status of a store's answer; 0 if it gave none.
func statusOf(err error) int { return answerOf(err).StatusCode }

func answerOf(err error) minio.ErrorResponse {
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		return minio.ErrorResponse{}
	}
	return answer
}

// isMissing reports whether an object is not there, as opposed to its bucket.
func isMissing(err error) bool {
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
	{"InvalidAccessKeyId", 0, "the store does not know the key; " + whereKeysAre},
	{"SignatureDoesNotMatch", 0, "the secret of the key is another one, or region is; " + whereKeysAre},
	{"RequestTimeTooSkewed", 0, "set the clock of this machine"},
	{"QuotaExceeded", 0, "make room in the bucket"},
	{"XMinioStorageFull", 0, "make room in the bucket"},
	{"AuthorizationHeaderMalformed", 0, "set region in the address"},
	{"", http.StatusForbidden, "allow the key to read, write, list and delete there"},
	{"", http.StatusUnauthorized, "allow the key to read, write, list and delete there"},
	{"", http.StatusInsufficientStorage, "make room in the bucket"},
}

// inWords is a store's answer as the operator can use it.
func (b *Bucket) inWords(err error) error {
	if err == nil {
		return nil
	}
	answer := answerOf(err)
	if answer.StatusCode == 0 && answer.Code == "" {
		return fmt.Errorf("the store at %s does not answer: %w", b.endpoint, err)
	}
	for _, r := range remedies {
		if r.code != "" && r.code == answer.Code || r.code == "" && r.status == answer.StatusCode {
			return fmt.Errorf("the store at %s says: %w; %s", b.endpoint, err, r.remedy)
		}
	}
	return fmt.Errorf("the store at %s says: %w (%d %s)", b.endpoint, err, answer.StatusCode, answer.Code)
}
