package web

// Documents for others than readers: whoever pushes a feed sends what they would get.

// Document is the document at a path as it is served, in no coding, and its media type;
// ok is false if there is none, or none that is kept in memory. Nobody changes the body.
func (s *Site) Document(path string) (body []byte, its string, ok bool) {
	name, ok := documentPath("/" + path)
	if !ok || name != path {
		return nil, "", false
	}
	f, info, err := s.open(name)
	if err != nil {
		return nil, "", false
	}
	defer f.Close()
	if streams(mediaType(name), info.Size()) {
		return nil, "", false
	}
	doc, err := s.document(name, f, info)
	if err != nil {
		return nil, "", false
	}
	return doc.body, doc.mediaType, true
}
