package main

// The metrics of the status page, by the conventions of Prometheus: base units,
// and names that say what is counted. They are written in its text format, which needs no
// library: the client of Prometheus brings protocol buffers along, a tenth of a program.

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"runtime/metrics"
	"strconv"
	"time"

	"feedmill/content/mirror"
	"feedmill/feed/purge"
	"feedmill/feed/web"
)

// metric is one figure of a report.
type metric struct {
	name, help string
	kind       string
	of         func(report) float64
}

var figures = []metric{
	{"articles", "Articles shown.", gauge, func(r report) float64 { return float64(r.Articles) }},
	{"broken_files", "Files that cannot be read as articles.", gauge, func(r report) float64 { return float64(len(r.Broken)) }},
	{"editions_total", "Editions brought out.", counter, func(r report) float64 { return float64(r.Editions) }},
	{"edition_seconds_total", "Time that editions took, from reading to the last document.", counter, func(r report) float64 { return r.Took.Seconds() }},
	{"documents_written_total", "Documents written.", counter, func(r report) float64 { return float64(r.Documents) }},
	{"last_edition_timestamp_seconds", "When the last edition was complete; 0 before the first.", gauge, func(r report) float64 { return seconds(r.Last) }},
	{"failing", "1 while no edition comes out, or the machine refuses to read files.", gauge, func(r report) float64 { return truth(len(r.Trouble)+r.Refused > 0) }},
	{"source_failing", "1 while the bucket that the articles lie in does not answer.", gauge, func(r report) float64 { return truth(r.source().Trouble != nil) }},
	{"source_objects", "Objects of it that are held.", gauge, func(r report) float64 { return float64(r.source().Objects) }},
	{"source_fetched_total", "Objects that were fetched.", counter, func(r report) float64 { return float64(r.source().Fetched) }},
	{"source_requests_total", "Requests to it.", counter, func(r report) float64 { return float64(r.source().Requests) }},
	{"source_events_total", "Notifications that came of it.", counter, func(r report) float64 { return float64(r.source().Hints) }},
	{"source_last_list_timestamp_seconds", "When it was last listed as a whole; 0 before.", gauge, func(r report) float64 { return seconds(r.source().Listed) }},
	{"outlets", "Outlets besides the output folder.", gauge, func(r report) float64 { return float64(len(r.Outlets)) }},
	{"outlets_failing", "Outlets among them that get no edition now; they are tried again.", gauge, func(r report) float64 { return float64(r.failingOutlets()) }},
	{"outlets_documents_behind", "Documents that they are to be brought, or that are to be taken away there.", gauge, func(r report) float64 { return float64(r.behind()) }},
	{"outlets_requests_total", "Requests to those of them that are reached over a network.", counter, func(r report) float64 { requests, _ := r.traffic(); return float64(requests) }},
	{"outlets_sent_bytes_total", "Bytes that these requests sent.", counter, func(r report) float64 { _, sent := r.traffic(); return float64(sent) }},
	{"cdn_failing", "1 while the CDN cannot be told what has changed; it is tried again.", gauge, func(r report) float64 { return truth(r.cdn().Trouble != nil) }},
	{"cdn_addresses_behind", "Addresses that are to be purged; 1 stands for all there is.", gauge, func(r report) float64 { return float64(r.cdn().Behind) }},
	{"cdn_addresses_purged_total", "Addresses that were purged; all there is counts as one.", counter, func(r report) float64 { return float64(r.cdn().Purged) }},
	{"hubs", "Hubs of others that the feeds name.", gauge, func(r report) float64 { return float64(len(r.Hubs)) }},
	{"hubs_failing", "Hubs among them that cannot be told now; they are tried again.", gauge, func(r report) float64 { return float64(r.failingHubs()) }},
	{"hubs_feeds_behind", "Feeds that they are to be told of.", gauge, func(r report) float64 { return float64(r.untold()) }},
	{"hubs_told_total", "Feeds that they were told of.", counter, func(r report) float64 { return float64(r.told()) }},
	{"hub_subscriptions", "Subscriptions at the hub of one's own.", gauge, func(r report) float64 { return float64(r.Hub.Subscriptions) }},
	{"hub_subscriptions_failing", "Subscriptions whose last delivery failed.", gauge, func(r report) float64 { return float64(r.Hub.Failing) }},
	{"hub_deliveries_due", "Deliveries under way, in line, or to be tried again.", gauge, func(r report) float64 { return float64(r.Hub.Due) }},
	{"hub_deliveries_total", "Deliveries that succeeded.", counter, func(r report) float64 { return float64(r.Hub.Delivered) }},
	{"hub_deliveries_failed_total", "Deliveries that failed; most are tried again.", counter, func(r report) float64 { return float64(r.Hub.Failed) }},
	{"hub_deliveries_given_up_total", "Deliveries that were given up.", counter, func(r report) float64 { return float64(r.Hub.GivenUp) }},
	{"hub_requests_unconfirmed_total", "Requests for subscriptions that the subscriber did not confirm.", counter, func(r report) float64 { return float64(r.Hub.Refused) }},
	{"feed_answers_total", "Answers to requests of feeds.", counter, func(r report) float64 { return float64(r.readership().Answers) }},
	{"feed_not_modified_total", "Those of them that said that nothing is new.", counter, func(r report) float64 { return float64(r.readership().NotModified) }},
	{"feed_sent_bytes_total", "Bytes of feeds that were sent.", counter, func(r report) float64 { return float64(r.readership().Sent) }},
	{"feed_saved_bytes_total", "Bytes of feeds that were not sent, since nothing was new.", counter, func(r report) float64 { return float64(r.readership().Saved) }},
	{"subscribers", "Subscribers, by what services say of themselves.", gauge, func(r report) float64 { return float64(r.readership().Subscribers) }},
	{"pollers", "Readers that asked for feeds today (UTC) and say of no subscribers.", gauge, func(r report) float64 { return float64(r.readership().Today) }},
	{"settings_rejected", "1 while the settings are wrong, so that the last good ones stay.", gauge, func(r report) float64 { return truth(r.Rejected != "") }},
	{"watch_folders", "Folders in the content.", gauge, func(r report) float64 { return float64(r.Folders) }},
	{"watch_folders_armed", "Folders of which the system tells changes.", gauge, func(r report) float64 { return float64(r.Armed) }},
	{"watch_polling", "1 while any folder is polled.", gauge, func(r report) float64 { return truth(r.Interval > 0) }},
	{"watch_pending", "Changes that are settling or waiting.", gauge, func(r report) float64 { return float64(r.Pending) }},
	{"watch_held", "Deletions held back because they look like an accident.", gauge, func(r report) float64 { return float64(r.Held) }},
	{"watch_alarm", "1 while deletions are held back or the folder is missing.", gauge, func(r report) float64 { return truth(r.Alarm != "") }},
	{"watch_problems", "Places in the folder that cannot be looked into.", gauge, func(r report) float64 { return float64(len(r.Problems)) }},
	{"watch_refused", "Files and folders that the machine refuses to read; they are tried again.", gauge, func(r report) float64 { return float64(r.Refused) }},
	{"watch_sweeps_total", "Comparisons of the whole folder.", counter, func(r report) float64 { return float64(r.Sweeps) }},
	{"watch_sweep_seconds", "Time that the last of them took.", gauge, func(r report) float64 { return r.SweepTook.Seconds() }},
	{"watch_last_sweep_timestamp_seconds", "When the last of them ended; 0 before the first.", gauge, func(r report) float64 { return seconds(r.LastSweep) }},
	{"watch_overflows_total", "Times that the system lost events; each was followed by a sweep.", counter, func(r report) float64 { return float64(r.Overflows) }},
}

const (
	gauge   = "gauge"
	counter = "counter"
)

func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}

func (r report) failingOutlets() (n int) {
	for _, o := range r.Outlets {
		if o.Trouble != nil {
			n++
		}
	}
	return n
}

func (r report) behind() (documents int) {
	for _, o := range r.Outlets {
		documents += o.Behind
	}
	return documents
}

func (r report) traffic() (requests, sent int64) {
	for _, o := range r.Outlets {
		requests, sent = requests+o.Requests, sent+o.Sent
	}
	return requests, sent
}

func (r report) source() mirror.State {
	if r.Source == nil {
		return mirror.State{}
	}
	return *r.Source
}

func (r report) cdn() purge.State {
	if r.CDN == nil {
		return purge.State{}
	}
	return *r.CDN
}

func (r report) failingHubs() (n int) {
	for _, h := range r.Hubs {
		if h.Trouble != nil {
			n++
		}
	}
	return n
}

func (r report) untold() (feeds int) {
	for _, h := range r.Hubs {
		feeds += h.Behind
	}
	return feeds
}

func (r report) told() (feeds int) {
	for _, h := range r.Hubs {
		feeds += h.Told
	}
	return feeds
}

func (r report) readership() web.Readership {
	if r.Readers == nil {
		return web.Readership{}
	}
	return *r.Readers
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// metrics answers with the figures of the moment.
func (s *status) metrics(w http.ResponseWriter, _ *http.Request) {
	r, err := s.report(time.Now())
	if err != nil {
		http.Error(w, "The catalog cannot be read: "+err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	for _, m := range figures {
		writeMetric(w, "feedmill_"+m.name, m.help, m.kind, m.of(r))
	}
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(heap)
	writeMetric(w, "go_goroutines", "Number of goroutines.", gauge, float64(runtime.NumGoroutine()))
	writeMetric(w, "go_memstats_heap_alloc_bytes", "Bytes of the heap in use.", gauge, float64(heap[0].Value.Uint64()))
	writeMetric(w, "process_start_time_seconds", "When the process was started.", gauge, seconds(s.started))
	for _, m := range processFigures() {
		writeMetric(w, m.name, m.help, m.kind, m.value)
	}
}

// A figure is one of this process.
type figure struct {
	name, help, kind string
	value            float64
}

// writeMetric writes one figure. Nobody may listen any more.
func writeMetric(w io.Writer, name, help, kind string, value float64) {
	fmt.Fprintf(w, "# HELP %[1]s %[2]s\n# TYPE %[1]s %[3]s\n%[1]s %[4]s\n", name, help, kind, strconv.FormatFloat(value, 'g', -1, 64))
}
