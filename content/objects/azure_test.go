//go:build azure

package objects

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

const signature = "a-signature-that-nobody-may-ever-see"

// alone has the environment name no account and no key but these.
func alone(t *testing.T, variables ...string) {
	t.Helper()
	for _, v := range []string{"ACCOUNT", "KEY", "SAS_TOKEN", "CONNECTION_STRING"} {
		t.Setenv("AZURE_STORAGE_"+v, "")
	}
	for i := 0; i < len(variables); i += 2 {
		t.Setenv("AZURE_STORAGE_"+variables[i], variables[i+1])
	}
}

func azureStore(t *testing.T, address string) (*Store, error) {
	t.Helper()
	a, err := Parse(address, Outlet)
	if err != nil {
		return nil, err
	}
	s, err := Dial(a, 1)
	if err == nil {
		t.Cleanup(func() { s.Close() })
	}
	return s, err
}

func TestAddressesOfAzure(t *testing.T) {
	key := base64.StdEncoding.EncodeToString([]byte(signature))
	connection := "DefaultEndpointsProtocol=https;AccountName=paper;EndpointSuffix=core.chinacloudapi.cn;AccountKey=" + key
	for _, c := range []struct {
		address   string
		variables []string
		want      string
	}{
		{"azblob://news/site?account=paper", []string{"KEY", key}, "news site/ https://paper.blob.core.windows.net/news"},
		{"azblob://news/site?storage_account=paper", []string{"KEY", key}, "news site/ https://paper.blob.core.windows.net/news"},
		{"azblob://$web", []string{"ACCOUNT", "paper", "KEY", key}, "$web  https://paper.blob.core.windows.net/$web"},
		{"azblob://news?account=paper&grace=25h", []string{"ACCOUNT", "other", "KEY", key}, "news  https://paper.blob.core.windows.net/news"},
		{"azblob://news?account=paper&endpoint=http://127.0.0.1:10000", []string{"KEY", key}, "news  http://127.0.0.1:10000/paper/news"},
		{"azblob://news?account=paper&style=path&endpoint=http://azurite:10000", []string{"KEY", key}, "news  http://azurite:10000/paper/news"},
		{"azblob://news?endpoint=https://files.example.org", []string{"SAS_TOKEN", "sv=1&sig=" + signature}, "news  https://files.example.org/news"},
		{"azblob://news", []string{"CONNECTION_STRING", connection}, "news  https://paper.blob.core.chinacloudapi.cn/news"},
		{"azblob://news?account=other", []string{"CONNECTION_STRING", connection}, "AZURE_STORAGE_CONNECTION_STRING is of the account at paper.blob.core.chinacloudapi.cn"},
		{"azblob://news", []string{"CONNECTION_STRING", signature}, "AZURE_STORAGE_CONNECTION_STRING cannot be read"},
		{"azblob://news", nil, "name the account: azblob://CONTAINER/PREFIX?account=ACCOUNT"},
		{"azblob://news?account=paper", []string{"KEY", signature}, "AZURE_STORAGE_KEY is no key"},
		{"azblob://news?account=evil.example.org/", nil, "account \"evil.example.org/\": use the name of a storage account"},
		{"azblob://news?account=paper&key=x", nil, "unknown option \"key\""},
		{"azblob://id:" + signature + "@news", nil, "leave keys out of the address; keys are taken from AZURE_STORAGE_CONNECTION_STRING"},
	} {
		alone(t, c.variables...)
		got := ""
		s, err := azureStore(t, c.address)
		if err != nil {
			got = err.Error()
		} else {
			of, _, _ := strings.Cut(s.Protocol.(*azure).client.URL(), "?")
			got = fmt.Sprint(s.Bucket, " ", s.Prefix, " ", of)
		}
		if !strings.HasPrefix(got, c.want) || strings.Contains(got, signature) {
			t.Errorf("%s with %q: got %s, want %s", c.address, c.variables, got, c.want)
		}
	}
}

// A signature is a part of the address of each request, and of nothing that is said.
func TestSignaturesAreNotSaid(t *testing.T) {
	alone(t, "SAS_TOKEN", "?sv=2024-11-04&sig="+signature)
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.RawQuery, signature) {
			t.Errorf("asked without it: %s", r.URL)
		}
		w.Header().Set("x-ms-error-code", "AuthenticationFailed")
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, "<Error><Code>AuthenticationFailed</Code><Message>of %s</Message></Error>", r.URL)
	}))
	defer refusing.Close()
	for endpoint, want := range map[string]string{
		refusing.URL:         "the key is another account's, or has ended",
		"http://127.0.0.1:1": "the store at 127.0.0.1:1 does not answer",
	} {
		s, err := azureStore(t, "azblob://news/site?account=paper&endpoint="+endpoint)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Stat(t.Context(), "rss.xml")
		if said := s.InWords(err); said == nil || !strings.Contains(said.Error(), want) || strings.Contains(fmt.Sprintf("%v %+v", said, err), signature) {
			t.Errorf("%s: got %v, want %s", endpoint, said, want)
		}
	}
}

// Whoever has no key and is on no machine with an identity is told so at once, by each
// request.
func TestNobodyForAzure(t *testing.T) {
	alone(t)
	t.Setenv("PATH", t.TempDir()) // no program of Azure's that would know somebody
	t.Setenv("AZURE_TOKEN_CREDENTIALS", "AzureCLICredential")
	s, err := azureStore(t, "azblob://news/site?account=paper")
	if err != nil {
		t.Fatal(err)
	}
	if s.HasKeys(t.Context()) {
		t.Error("there are keys")
	}
	_, err = s.Stat(t.Context(), "rss.xml")
	if got := s.InWords(err).Error(); !strings.Contains(got, "there is no key for it; keys are taken from AZURE_STORAGE") {
		t.Errorf("got %s", got)
	}
}

// A list goes on from where the last one knew a page to begin, and has no folders.
func TestListsOfAzure(t *testing.T) {
	alone(t, "SAS_TOKEN", "sig=x")
	pages := map[string]struct{ names, next string }{"": {"a b", "2"}, "2": {"c folder d", "3"}, "3": {"e", ""}}
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		marker := r.URL.Query().Get("marker")
		asked = append(asked, marker)
		io.WriteString(w, `<?xml version="1.0"?><EnumerationResults><Prefix>in/</Prefix><Blobs>`)
		for _, name := range strings.Fields(pages[marker].names) {
			is := ""
			if name == "folder" {
				is = "<hdi_isfolder>true</hdi_isfolder>"
			}
			fmt.Fprintf(w, `<Blob><Name>in/%s</Name><Properties><Etag>0x%s</Etag><Content-Length>1</Content-Length></Properties><Metadata>%s</Metadata></Blob>`, name, name, is)
		}
		fmt.Fprintf(w, `</Blobs><NextMarker>%s</NextMarker></EnumerationResults>`, pages[marker].next)
	}))
	defer server.Close()
	s, err := azureStore(t, "azblob://news/in?account=paper&endpoint="+server.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after       string
		want, asked []string
	}{
		{"", []string{"a", "b", "c", "d", "e"}, []string{"", "2", "3"}},
		{"c", []string{"d", "e"}, []string{"2", "3"}},
		{"b", []string{"c", "d", "e"}, []string{"", "2", "3"}},
		{"e", nil, []string{"3"}},
		{"", []string{"a", "b", "c", "d", "e"}, []string{"", "2", "3"}},
	} {
		asked = nil
		var got []string
		for o, err := range s.List(context.Background(), c.after) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, o.Path)
		}
		if !slices.Equal(got, c.want) || !slices.Equal(asked, c.asked) {
			t.Errorf("after %q: listed are %q by %q, want %q by %q", c.after, got, asked, c.want, c.asked)
		}
	}
}
