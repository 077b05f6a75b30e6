package objects

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

// s3Says is what S3 posts, with its fields that nobody asks for left out.
func s3Says(bucket string, keys ...string) string {
	var records []string
	for _, k := range keys {
		records = append(records, `{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0","bucket":{"name":`+quoted(bucket)+`,"arn":"arn:aws:s3:::b"},"object":{"key":`+quoted(k)+`,"size":1,"eTag":"d41d8","sequencer":"0A1B"}}}`)
	}
	return `{"Records":[` + strings.Join(records, ",") + `]}`
}

func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}

var notifications = []struct {
	name, said string
	want       []string
}{
	{"S3", s3Says("news", "in/city/ferry.txt", "in/b.txt"), []string{"city/ferry.txt", "b.txt"}},
	{"S3 encodes", s3Says("news", "in/caf%C3%A9+du+port.txt"), []string{"caf%C3%A9+du+port.txt", "café du port.txt"}},
	{"half a code is a name", s3Says("news", "in/100%.txt"), []string{"100%.txt"}},
	{"another bucket", s3Says("sport", "in/a.txt"), nil},
	{"another prefix, and the prefix itself", s3Says("news", "out/a.txt", "in/", "into.txt"), nil},
	{"MinIO", `{"EventName":"s3:ObjectRemoved:Delete","Key":"news/in/a.txt","Records":[{"s3":{"bucket":{"name":"news"},"object":{"key":"in%2Fa.txt"}}}]}`, []string{"a.txt"}},
	{"a topic", `{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:x","Subject":"Amazon S3 Notification","Message":` + quoted(s3Says("news", "in/a.txt")) + `,"Signature":"x"}`, []string{"a.txt"}},
	{"a queue", `{"Messages":[{"MessageId":"1","ReceiptHandle":"x","Body":` + quoted(s3Says("news", "in/a.txt")) + `}]}`, []string{"a.txt"}},
	{"a topic in a queue", `{"Messages":[{"Body":` + quoted(`{"Type":"Notification","Message":`+quoted(s3Says("news", "in/a.txt"))+`}`) + `}]}`, []string{"a.txt"}},
	{"EventBridge", `{"version":"0","detail-type":"Object Created","source":"aws.s3","detail":{"version":"0","bucket":{"name":"news"},"object":{"key":"in/a b.txt","size":5}}}`, []string{"a b.txt"}},
	{"R2", `{"account":"1","action":"PutObject","bucket":"news","object":{"key":"in/a.txt","size":6,"eTag":"x"},"eventTime":"2026-11-09T08:00:00.000Z"}`, []string{"a.txt"}},
	{"R2, several", `[{"bucket":"news","object":{"key":"in/a.txt"}},{"bucket":"news","object":{"key":"in/b.txt"}}]`, []string{"a.txt", "b.txt"}},
	{"Pub/Sub", `{"message":{"attributes":{"bucketId":"news","objectId":"in/a.txt","eventType":"OBJECT_FINALIZE"},"data":"e30=","messageId":"1"},"subscription":"projects/p/subscriptions/s"}`, []string{"a.txt"}},
	{"Event Grid", `[{"topic":"/subscriptions/x","subject":"/blobServices/default/containers/news/blobs/in/city/a b.txt","eventType":"Microsoft.Storage.BlobCreated","id":"1","data":{"api":"PutBlob","url":"https://paper.blob.core.windows.net/news/in/city/a%20b.txt"}}]`, []string{"city/a b.txt"}},
	{"Event Grid in the words of CloudEvents", `{"specversion":"1.0","type":"Microsoft.Storage.BlobDeleted","subject":"/blobServices/default/containers/news/blobs/in/a.txt","data":{"api":"DeleteBlob"}}`, []string{"a.txt"}},
	{"SeaweedFS", `{"event_type":"create","key":"/buckets/news/in/a+b.txt","message":{"new_entry":{"name":"a+b.txt"},"new_parent_path":"/buckets/news/in"}}`, []string{"a+b.txt", "a b.txt"}},
	{"SeaweedFS, of itself", `{"event_type":"update","key":"/etc/iam/identity.json","message":{}}`, nil},
	{"one after the other", s3Says("news", "in/a.txt") + "\n" + s3Says("news", "in/b.txt"), []string{"a.txt", "b.txt"}},
	{"S3's test", `{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-09T08:00:00.000Z","Bucket":"news"}`, nil},
}

func TestNotifications(t *testing.T) {
	a, err := Parse("s3://news/in", Reading)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range notifications {
		n, err := ReadNotification([]byte(c.said))
		if got := n.Paths(a); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, %v, want %q", c.name, got, err, c.want)
		}
	}
	n, err := ReadNotification([]byte(`{"Type":"SubscriptionConfirmation","Token":"2","Message":"You have chosen to subscribe","SubscribeURL":"https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"}`))
	if err != nil || n.Confirm != "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription" || len(n.Objects) != 0 {
		t.Errorf("a subscription: %+v, %v", n, err)
	}
	n, err = ReadNotification([]byte(`[{"id":"1","subject":"","data":{"validationCode":"x","validationUrl":"https://rp-westeurope.eventgrid.azure.net:553/eventsubscriptions/x"},"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent"}]`))
	if err != nil || n.Confirm != "https://rp-westeurope.eventgrid.azure.net:553/eventsubscriptions/x" || len(n.Objects) != 0 {
		t.Errorf("a subscription to Event Grid: %+v, %v", n, err)
	}
	deep := s3Says("news", "in/a.txt")
	for range wrapped {
		deep = `{"Message":` + quoted(deep) + `}`
	}
	for _, said := range []string{"", "changed", "{}", `{"Records":"x"}`, `{"Records":[]}`, `{"Type":7}`, `{"Message":{"attributes":{}}}`, s3Says("news", "in/a.txt") + "x", `[[[[{}]]]]`, deep} {
		if n, err := ReadNotification([]byte(said)); !errors.Is(err, ErrUnknownForm) {
			t.Errorf("%s: %+v, %v", said, n, err)
		}
	}
}

func FuzzNotification(f *testing.F) {
	for _, c := range notifications {
		f.Add([]byte(c.said))
	}
	a, err := Parse("s3://news/in", Reading)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, _ := ReadNotification(data)
		if got := len(n.Paths(a)); got > 2*len(n.Objects) {
			t.Errorf("%d objects became %d", len(n.Objects), got)
		}
		if len(n.Objects) > len(data) {
			t.Errorf("%d bytes name %d objects", len(data), len(n.Objects))
		}
	})
}
