import { detectFormat, type LogFormat } from './detect_format';

const formatOf = (text: string): LogFormat => detectFormat(Buffer.from(text), true);

describe('recognise', () => {
  it.each<[LogFormat, string]>([
    [
      'klog',
      'I1123 06:21:46.660727   27387 flags.go:64] FLAG: --admission-control="[]"\nE1123 06:21:47.000000   27387 a.go:1] "x" err="y"\n',
    ],
    [
      'klog',
      'Flag --x has been deprecated\nI1123 06:21:46.660727   27387 flags.go:64] FLAG\nI1123 06:21:46.660728   27387 flags.go:64] FLAG\n',
    ],
    [
      'json',
      'Flag --logging-format has been deprecated\n{"ts":1795415205327.791,"caller":"flag/flags.go:64","msg":"FLAG","v":1}\n',
    ],
    ['containerd', 'time="2026-11-23T06:21:49.422315603Z" level=info msg="starting containerd"\n'],
    [
      'etcd',
      '{"level":"warn","ts":"2026-11-23T06:21:44.654121Z","caller":"embed/config.go:1209","msg":"Running"}\n',
    ],
    [
      'audit',
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"a","stage":"ResponseComplete","requestURI":"/"}\n',
    ],
    [
      'event-lines',
      '{"type":"ADDED","object":{"kind":"Event","apiVersion":"v1","metadata":{"name":"a"},"involvedObject":{}}}\n',
    ],
    [
      'event-lines',
      '{"kind":"Event","apiVersion":"v1","metadata":{"name":"a"},"involvedObject":{}}\n',
    ],
    [
      'event-lines',
      '{"apiVersion":"events.k8s.io/v1","kind":"Event","note":"x","regarding":{"kind":"Pod"}}\n',
    ],
    [
      'event-list',
      '{\n    "apiVersion": "v1",\n    "items": [\n        {\n            "apiVersion": "v1",\n            "kind": "Event"\n',
    ],
    ['event-list', '{"kind":"EventList","apiVersion":"v1","metadata":{},"items":[]}'],
    [
      'container',
      '2026-11-23T07:38:15.492492764Z stdout F ready\n2026-11-23T07:38:15.5Z stderr P half of a lo\n',
    ],
    ['container', '2026-11-23T07:38:15.492492764+01:00 stdout F\n'],
    ['container', '{"log":"ready\\n","stream":"stdout","time":"2026-11-23T07:38:15.492492764Z"}\n'],
    ['timestamped', '2026-11-23T07:38:15.492492764Z ready\n2026-11-23T07:38:15.5Z \n'],
    ['journal', 'Nov 23 06:21:46 node-a kubelet[12]: I1123 06:21:46.660727   12 a.go:1] x\n'],
    [
      'audit-list',
      '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[{"level":"Metadata","auditID":"a"}]}',
    ],
    ['text', '# a heading\nsome: yaml\n'],
    ['text', '{"kind":"List","apiVersion":"v1","items":[{"kind":"Pod"}]}'],
    ['text', ''],
    ['binary', 'PK\u0003\u0004\u0000\u0000'],
  ])('%s', (format, text) => expect(formatOf(text)).toBe(format));

  it("takes a container that prints klog for a container's log", () => {
    expect(
      formatOf(
        '2026-11-23T07:38:15.492492764Z stderr F I1123 06:21:46.660727   1 flags.go:64] FLAG\n'
      )
    ).toBe('container');
  });

  it('does not let a half line at the end of the first bytes vote', () => {
    expect(
      detectFormat(
        Buffer.from('time="2026-11-23T06:21:49.42Z" level=info msg="a"\n{"ts":17954'),
        false
      )
    ).toBe('containerd');
  });

  it('costs time in proportion to the length, whatever the content', () => {
    for (const part of ['"', '{"items":', '{"ts":', ' ', 'key=', '\\"']) {
      detectFormat(Buffer.from(part.repeat(1_000_000 / part.length)), true);
    }
  });
});
