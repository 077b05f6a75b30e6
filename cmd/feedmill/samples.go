package main

// Profiles of the runtime, as far as the table of --profile needs them: the values of
// samples by one of their labels. A profile is a message of protocol buffers, compressed
// with gzip (profile.proto of google/pprof).

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
)

// The fields of messages that are read.
const (
	samplesOfProfile = 2
	stringsOfProfile = 6

	valuesOfSample = 2
	labelsOfSample = 3

	keyOfLabel  = 1
	textOfLabel = 2
)

// sumByLabel sums up the last value of each sample, which of a CPU profile is its time in
// nanoseconds, by what the label says; what has no such label is below "".
func sumByLabel(r io.Reader, label string) (map[string]int64, error) {
	unpacked, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	profile, err := io.ReadAll(unpacked)
	if err != nil {
		return nil, err
	}
	var texts []string
	var samples [][]byte
	err = eachField(profile, func(field, _ uint64, message []byte) {
		switch field {
		case samplesOfProfile:
			samples = append(samples, message)
		case stringsOfProfile:
			texts = append(texts, string(message))
		}
	})
	sums := map[string]int64{}
	for _, s := range samples {
		value, said, e := readSample(s, texts, label)
		err = errors.Join(err, e)
		sums[said] += value
	}
	return sums, err
}

// readSample is the last value of a sample, and what its label says.
func readSample(sample []byte, texts []string, label string) (value int64, said string, err error) {
	text := func(i uint64) string {
		if i >= uint64(len(texts)) {
			return ""
		}
		return texts[i]
	}
	err = eachField(sample, func(field, number uint64, message []byte) {
		switch field {
		case valuesOfSample:
			value = int64(number)
			for n := 0; len(message) > 0; message = message[n:] { // many come in one piece
				if number, n = binary.Uvarint(message); n <= 0 {
					return
				}
				value = int64(number)
			}
		case labelsOfSample:
			var key, is uint64
			_ = eachField(message, func(field, number uint64, _ []byte) { // what is cut off has no text
				switch field {
				case keyOfLabel:
					key = number
				case textOfLabel:
					is = number
				}
			})
			if text(key) == label {
				said = text(is)
			}
		}
	})
	return value, said, err
}

var errCutOff = errors.New("the profile breaks off")

// eachField calls do for each field of a message, with its number, or with its bytes if it
// has several.
func eachField(message []byte, do func(field, number uint64, bytes []byte)) error {
	for len(message) > 0 {
		tag, n := binary.Uvarint(message)
		if n <= 0 {
			return errCutOff
		}
		message = message[n:]
		number, n := binary.Uvarint(message)
		if n <= 0 {
			return errCutOff
		}
		message = message[n:]
		switch tag & 7 {
		case 0:
			do(tag>>3, number, nil)
		case 2:
			if number > uint64(len(message)) {
				return errCutOff
			}
			do(tag>>3, 0, message[:number])
			message = message[number:]
		default: // the runtime writes none of a fixed size
			return errors.New("the profile is of no known form")
		}
	}
	return nil
}
