"""Which web addresses are asked at all, and which servers: none that is not on the public internet."""

import pytest

from referrals.links.addresses import Reason, Refused, Target, is_public
from referrals.links.asking import resolved

NOT_PUBLIC = """
    127.0.0.1 127.9.9.9 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.170.2
    100.64.0.1 100.100.100.200 192.0.0.8 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 192.88.99.1
    224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16
    :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 fec0::1
    ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:a9fe:a9fe ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
    2002:7f00:1:: 2002:a9fe:a9fe::1 2001:0:7f00:1:: 2001:db8::1 2001:10::1 3fff::1 100::1 5f00::1
    nonsense 127.1 2130706433
""".split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"])
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.1", "127.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "localhost", "::1"]
)
def test_however_this_machine_is_written_it_is_found_out_when_it_is_resolved(host):
    found = resolved(host, 80)
    assert found
    assert not any(map(is_public, found))


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://harbor.example.org", ("https", "harbor.example.org", 443, "/")),
        ("HTTP://Harbor.Example.org.:80/a?b=c d#e", ("http", "harbor.example.org", 80, "/a?b=c%20d")),
        ("http://harbor.example.org:443/%C3%A9é", ("http", "harbor.example.org", 443, "/%C3%A9%C3%A9")),
        ("https://línea.example.org/", ("https", "xn--lnea-vpa.example.org", 443, "/")),
    ],
)
def test_a_web_address_is_taken_apart(url, target):
    read = Target.read(url)
    assert (read.scheme, read.host, read.port, read.path) == target


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://harbor.example.org/", Reason.NOT_WEB),
        ("file:///etc/passwd", Reason.NOT_WEB),
        ("gopher://127.0.0.1:6379/_FLUSHALL", Reason.NOT_WEB),
        ("//harbor.example.org", Reason.NOT_WEB),
        ("https://", Reason.NOT_WEB),
        ("https://[::1", Reason.NOT_WEB),
        ("https://a..b/", Reason.NOT_WEB),
        ("https://harbor.example.org:port/", Reason.NOT_WEB),
        ("https://harbor.example.org:99999/", Reason.NOT_WEB),
        ("https://harbor.example.org/" + "a" * 2_000, Reason.NOT_WEB),
        ("https://ana@harbor.example.org/", Reason.CREDENTIALS),
        ("https://harbor.example.org:80@127.0.0.1/", Reason.CREDENTIALS),
        ("https://@harbor.example.org/", Reason.CREDENTIALS),
        ("http://harbor.example.org:8080/", Reason.PORT),
        ("http://harbor.example.org:22/", Reason.PORT),
        ("http://harbor.example.org:0/", Reason.PORT),
    ],
)
def test_whatever_is_no_plain_web_address_is_refused(url, reason):
    with pytest.raises(Refused) as refused:
        Target.read(url)
    assert refused.value.reason == reason
