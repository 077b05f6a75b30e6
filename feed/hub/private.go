package hub

// Addresses that strangers must not have us call: those that only this machine and its
// neighbours reach. A name is judged by what it resolves to, at the moment of the call,
// so that it cannot be one thing when it is looked at and another when it is called.

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// ErrPrivate is wrapped by the error of calling an address that is not public.
var ErrPrivate = errors.New("is not a public address")

// reserved are the networks that are not public, besides those that netip knows (IANA's
// registries of special-purpose addresses).
var reserved = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
)

func prefixes(all ...string) (ps []netip.Prefix) {
	for _, s := range all {
		ps = append(ps, netip.MustParsePrefix(s))
	}
	return ps
}

// isPublic reports whether anybody on the Internet may reach an address.
func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false // loopback, link-local, multicast and unspecified are none of unicast's
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// Dialer dials, and judges each address that a name resolved to: one that is not public is
// refused, unless private says that it may be.
func Dialer(private bool) func(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: 5 * time.Second, KeepAlive: -1}
	if !private {
		d.Control = publicOnly
	}
	return d.DialContext
}

func publicOnly(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err == nil && isPublic(at.Addr()) {
		return nil
	}
	return fmt.Errorf("%s %w", address, ErrPrivate)
}
