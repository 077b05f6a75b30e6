package objects

// What stores tell of their objects when they change, and who passes it on: the words of
// S3, which MinIO, Ceph and versitygw post as they are; within those of its topics (SNS) and
// queues (SQS); of EventBridge, of Cloudflare's R2, of Google's Pub/Sub, of Azure's Event
// Grid, and of SeaweedFS.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Notification names objects that were put or deleted. It may come late, twice, for
// nothing or not at all: it says where to look, and never what is there.
type Notification struct {
	Objects []Name
	Confirm string // address at which a topic wants its subscription confirmed; empty if it does not
}

// Name is the key of an object as a store wrote it, and its bucket, empty if that was not
// said.
type Name struct{ Bucket, Key string }

// ErrUnknownForm is wrapped by the error of what is in no form of a notification.
var ErrUnknownForm = errors.New("this is no notification of a store")

// wrapped is how deep a notification may lie in others: what S3 says, in what a topic
// says, in what a queue has.
const wrapped = 3

// message is all forms in one: no two use a name differently but for those that are read
// later.
type message struct {
	Records []struct {
		S3 struct {
			Bucket struct{ Name string }
			Object struct{ Key string }
		}
	}
	Event string // of S3's test, which has no records

	Type, SubscribeURL string          // of a topic
	Message            json.RawMessage // of a topic a text; of Pub/Sub attributes

	Messages []struct{ Body string } // of a queue

	Detail struct { // of EventBridge
		Bucket struct{ Name string }
		Object struct{ Key string }
	}

	Bucket json.RawMessage // of R2 a text
	Object struct{ Key string }

	Subject string          // of Event Grid, below containers
	Data    json.RawMessage // of Event Grid

	Key string // of SeaweedFS the path of a file, which is below filerBuckets if it is an object's
}

// containers is where Azure's subjects have theirs, before the name of one.
const containers = "/blobServices/default/containers/"

// filerBuckets is where SeaweedFS keeps the files of buckets.
const filerBuckets = "/buckets/"

// ReadNotification reads what was told, one message or several, one after the other or in
// a list.
func ReadNotification(data []byte) (n Notification, err error) {
	err = n.read(data, wrapped)
	return n, err
}

func (n *Notification) read(data []byte, depth int) error {
	if depth == 0 {
		return ErrUnknownForm
	}
	several, any := json.NewDecoder(bytes.NewReader(data)), false
	for {
		var raw json.RawMessage
		err := several.Decode(&raw)
		if errors.Is(err, io.EOF) && any {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w (%w)", ErrUnknownForm, err)
		}
		if err := n.readOne(raw, depth); err != nil {
			return err
		}
		any = true
	}
}

func (n *Notification) readOne(raw json.RawMessage, depth int) error {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, one := range list {
			if err := n.read(one, depth-1); err != nil {
				return err
			}
		}
		return nil
	}
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("%w (%w)", ErrUnknownForm, err)
	}
	var text string
	var pushed struct {
		Attributes struct{ BucketID, ObjectID string }
	}
	var asked struct{ ValidationURL string }
	switch {
	case len(m.Records) > 0:
		for _, r := range m.Records {
			n.add(r.S3.Bucket.Name, r.S3.Object.Key)
		}
	case len(m.Messages) > 0:
		for _, one := range m.Messages {
			if err := n.read([]byte(one.Body), depth-1); err != nil {
				return err
			}
		}
	case m.Type == "SubscriptionConfirmation":
		n.Confirm = m.SubscribeURL
	case json.Unmarshal(m.Message, &text) == nil:
		return n.read([]byte(text), depth-1)
	case json.Unmarshal(m.Message, &pushed) == nil && pushed.Attributes.ObjectID != "":
		n.add(pushed.Attributes.BucketID, pushed.Attributes.ObjectID)
	case m.Detail.Object.Key != "":
		n.add(m.Detail.Bucket.Name, m.Detail.Object.Key)
	case m.Object.Key != "" && json.Unmarshal(m.Bucket, &text) == nil:
		n.add(text, m.Object.Key)
	case strings.HasPrefix(m.Key, "/"):
		if in, ok := strings.CutPrefix(m.Key, filerBuckets); ok {
			bucket, key, _ := strings.Cut(in, "/")
			n.add(bucket, key)
		}
	case strings.HasPrefix(m.Subject, containers):
		container, blob, _ := strings.Cut(m.Subject[len(containers):], "/blobs/")
		n.add(container, blob)
	case json.Unmarshal(m.Data, &asked) == nil && asked.ValidationURL != "":
		n.Confirm = asked.ValidationURL
	case m.Event != "s3:TestEvent":
		return ErrUnknownForm
	}
	return nil
}

func (n *Notification) add(bucket, key string) {
	n.Objects = append(n.Objects, Name{bucket, key})
}

// Paths are the objects of a bucket that it names, without its prefix. S3 encodes keys as
// in addresses, and others do not: one that may be either is named both ways.
func (n Notification) Paths(a Address) (paths []string) {
	for _, o := range n.Objects {
		if o.Bucket != "" && o.Bucket != a.Bucket {
			continue
		}
		keys := []string{o.Key}
		if decoded, err := url.QueryUnescape(o.Key); err == nil && decoded != o.Key {
			keys = append(keys, decoded)
		}
		for _, k := range keys {
			if p, below := strings.CutPrefix(k, a.Prefix); below && p != "" {
				paths = append(paths, p)
			}
		}
	}
	return paths
}
