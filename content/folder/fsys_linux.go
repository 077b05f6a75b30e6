package folder

// Which file systems of Linux report all changes: the kernel sees only those
// that pass through it.

import "golang.org/x/sys/unix"

// remote are the file systems that others change as well, by the magic numbers
// of statfs(2): servers, hosts of virtual machines, layers of containers.
var remote = map[uint32]string{
	0x6969:     "NFS",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB",
	0x517b:     "SMB",
	0x65735546: "FUSE",
	0x01021997: "9p",
	0x794c7630: "overlayfs",
	0x61756673: "aufs",
	0x53464846: "WSL",
	0x6a656a63: "Docker Desktop",
	0x786f4256: "VirtualBox",
	0xbacbacbc: "VMware",
	0x00c36400: "Ceph",
	0x0bd00bd0: "Lustre",
	0x47504653: "GPFS",
	0x20030528: "OrangeFS",
	0x7461636f: "OCFS2",
	0x01161970: "GFS2",
	0x5346414f: "AFS",
	0x6b414653: "AFS",
	0x73757245: "Coda",
	0x564c:     "NCP",
	0x9fa0:     "proc",
	0x62656572: "sysfs",
}

// ours are the file systems that nobody else changes.
var ours = map[uint32]string{
	0xef53:     "ext4",
	0x58465342: "XFS",
	0x9123683e: "Btrfs",
	0x01021994: "tmpfs",
	0x858458f6: "ramfs",
	0x2fc12fc1: "ZFS",
	0xf2f52010: "F2FS",
	0xca451a4e: "bcachefs",
	0x4d44:     "FAT",
	0x2011bab0: "exFAT",
	0x5346544e: "NTFS",
	0x7366746e: "NTFS",
	0x482b:     "HFS+",
	0x3153464a: "JFS",
	0x52654973: "ReiserFS",
	0x3434:     "NILFS",
	0x73717368: "SquashFS",
	0xe0f5e1e2: "EROFS",
	0x9660:     "ISO 9660",
	0xf15f:     "eCryptfs",
}

// fileSystem names the file system of a folder and says what is known of it.
func fileSystem(path string) (string, verdict) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return "", unfamiliar
	}
	magic := uint32(st.Type)
	if name, ok := remote[magic]; ok {
		return name, foreign
	}
	if name, ok := ours[magic]; ok {
		return name, local
	}
	return "", unfamiliar
}
