"""The bytes of the smallest videos."""

import struct


def box(kind, *parts):
    data = b"".join(parts)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def mp4(seconds=10, codec=b"avc1", more=b""):
    """The boxes of a video, without a picture."""
    sample = box(b"stsd", bytes(4), struct.pack(">I", 1), box(codec, bytes(16)))
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", sample))))
    head = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", head, track) + box(b"mdat", b"pictures") + more


def element(name, *parts):
    data = b"".join(parts)
    return bytes.fromhex(name) + struct.pack(">Q", len(data) | 1 << 56) + data


def webm(seconds=10, codec=b"V_VP9", doctype=b"webm", more=b""):
    """The elements of a video, without a picture."""
    info = element("1549A966", element("2AD7B1", b"\x0f\x42\x40"), element("4489", struct.pack(">d", seconds * 1000)))
    track = element("AE", element("83", b"\x01"), element("86", codec))
    segment = element("18538067", info, element("1654AE6B", track), element("1F43B675", b"pictures"))
    return element("1A45DFA3", element("4282", doctype)) + segment + more
