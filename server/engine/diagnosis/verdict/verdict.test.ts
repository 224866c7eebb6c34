import type { Stage, StageName, StageStatus } from '../../../../common/model/diagnosis';
import type { Evidence } from '../../evidence';
import { evidenceOf, type ReadOptions } from '../rules/__fixtures__/read';
import { chooseVerdict, problemsOf, type VerdictOptions } from '.';

const at = (second: number, fraction = 0): string =>
  `2026-11-23T07:00:${String(second).padStart(2, '0')}.${String(fraction).padStart(6, '0')}Z`;
const klog = (second: number, line: string, severity = 'E'): string =>
  `${severity}1123 07:00:${String(second).padStart(2, '0')}.000000   27457 ${line}`;
const record = (second: number, text: string, options: ReadOptions = {}): Evidence =>
  evidenceOf(text, { time: at(second), ...options });
const stage = (name: StageName, status: StageStatus): Stage => ({ name, status, records: 1 });
const ACCEPTED = [stage('accepted', 'done'), stage('scheduled', 'done')];

function verdictOf(evidence: Evidence[], options: Partial<VerdictOptions> = {}) {
  return chooseVerdict({
    problems: problemsOf(evidence),
    stages: ACCEPTED,
    relevant: () => true,
    lastAt: Number.MAX_SAFE_INTEGER,
    ...options,
  });
}

const UID = '168f4bb4-3bb5-46b5-b11e-a8954da52409';
const NO_SECRET = [
  record(3, klog(3, 'secret.go:189] Couldn\'t get secret shop/key: secret "key" not found')),
  record(
    3,
    klog(
      3,
      `nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/secret/${UID}-v podName:${UID} nodeName:}" failed. No retries permitted until 2026-11-23 07:00:03.5 +0000 UTC m=+1.5 (durationBeforeRetry 500ms). Error: MountVolume.SetUp failed for volume "v" (UniqueName: "kubernetes.io/secret/${UID}-v") pod "web-0" (UID: "${UID}") : secret "key" not found`
    )
  ),
  record(
    4,
    klog(
      4,
      `nestedpendingoperations.go:348] Operation for "{volumeName:kubernetes.io/secret/${UID}-v podName:${UID} nodeName:}" failed. No retries permitted until 2026-11-23 07:00:05.5 +0000 UTC m=+2.5 (durationBeforeRetry 1s). Error: MountVolume.SetUp failed for volume "v" (UniqueName: "kubernetes.io/secret/${UID}-v") pod "web-0" (UID: "${UID}") : secret "key" not found`
    )
  ),
  record(
    3,
    'event Pod FailedMount: MountVolume.SetUp failed for volume "v" : secret "key" not found',
    { count: 1, eventUid: 'mount' }
  ),
  record(
    5,
    'event Pod FailedMount: MountVolume.SetUp failed for volume "v" : secret "key" not found',
    { count: 3, eventUid: 'mount' }
  ),
];
const NOISE = [
  record(
    2,
    klog(
      2,
      `pod_workers.go:1324] "Error syncing pod, skipping" err="unmounted volumes=[v], unattached volumes=[], failed to process volumes=[]: context deadline exceeded" pod="shop/web-0" podUID="${UID}"`
    )
  ),
];

describe('the first cause', () => {
  it('is the missing Secret, not the time-out that it leads to, said by the component first', () => {
    const verdict = verdictOf([...NOISE, ...NO_SECRET]);
    expect(verdict).toMatchObject({
      rule: 'secret-not-found',
      stage: 'mounted',
      cause: 'secret "key" not found',
      record: { id: NO_SECRET[0]!.record.id },
    });
    // the Event's emissions are one with a count of 3; the lines count less
    expect(verdict).toMatchObject({ count: 3, first: '2026-11-23T07:00:03.000000Z' });
    expect(verdict!.last! > at(4)).toBe(true);
  });

  it('is noise where nothing else is there, and less sure', () => {
    expect(verdictOf(NOISE)).toMatchObject({ rule: 'mount-noise', stage: 'mounted' });
    expect(verdictOf(NOISE)!.confidence).toBeLessThan(0.4);
  });

  it('is not what was overcome, not what is about something else, not what comes after the window', () => {
    expect(verdictOf(NO_SECRET, { overcome: ({ rule }) => rule.stage === 'mounted' })).toBeNull();
    expect(verdictOf(NO_SECRET, { relevant: ({ name }) => name === 'other' })).toBeNull();
    expect(verdictOf(NO_SECRET, { lastAt: NO_SECRET[0]!.at - 1 })).toBeNull();
  });

  it('goes before what follows from it: a claim without a class before the Pod that waits for it', () => {
    const verdict = verdictOf([
      record(
        1,
        'event Pod FailedScheduling: 0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found'
      ),
      record(
        2,
        klog(
          2,
          'pv_controller.go:1587] "Error finding provisioning plugin for claim" err="storageclass.storage.k8s.io \\"fast\\" not found" PVC="shop/data"'
        )
      ),
    ]);
    expect(verdict).toMatchObject({
      rule: 'storage-class-missing',
      stage: 'scheduled',
      cause: 'storageclass.storage.k8s.io "fast" not found',
    });
  });

  it('is said by the line that has all of it where the Event is cut', () => {
    const long = `manifest of ${'x'.repeat(1100)} not found`;
    const line = record(
      2,
      klog(
        2,
        `log.go:32] "PullImage from image service failed" err="rpc error: code = NotFound desc = ${long}" image="web:1"`
      )
    );
    const verdict = verdictOf([
      record(1, `event Pod Failed: Failed to pull image "web:1": ${long.slice(0, 1000)} not found`),
      line,
    ]);
    expect(verdict).toMatchObject({ rule: 'image-not-found', record: { id: line.record.id } });
    expect(verdict!.cause.length).toBeLessThanOrEqual(500);
  });
});

const CRASHED =
  'status pods {"containerStatuses":[{"name":"web","lastState":{"terminated":{"exitCode":1,"reason":"Error"}},"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 10s restarting failed container=web pod=web-0_shop(168f4bb4-3bb5-46b5-b11e-a8954da52409)"}}}]}';
const OOM =
  'status pods {"containerStatuses":[{"name":"web","lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}},"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}';

describe("a container's own words", () => {
  const log = [
    record(1, 'container 2026-11-23T07:00:01Z INFO starting'),
    record(
      2,
      'container 2026-11-23T07:00:02Z ERROR required key "payment.endpoint" is missing, refusing to start'
    ),
  ];

  it('say why it ends again and again', () => {
    expect(verdictOf([...log, record(3, CRASHED)])).toMatchObject({
      rule: 'container-log-error',
      stage: 'started',
      cause: 'ERROR required key "payment.endpoint" is missing, refusing to start',
      record: { id: log[1]!.record.id },
    });
  });

  it('mean nothing where its Pod is well', () => {
    expect(problemsOf(log)).toEqual([]);
    expect(verdictOf(log)).toBeNull();
  });

  it('are behind what another record is sure of: out of memory', () => {
    expect(verdictOf([...log, record(3, OOM)])).toMatchObject({
      rule: 'oom-killed',
      stage: 'started',
    });
  });

  it('are those of the container that fails, not of its neighbour', () => {
    const verdict = verdictOf([
      record(1, 'container ERROR cannot export spans', { container: 'sidecar' }),
      record(3, CRASHED),
    ]);
    expect(verdict).toMatchObject({
      rule: 'exit-code',
      cause: 'container web exited with exit code 1',
    });
  });

  it('are its last line where it names no error', () => {
    const verdict = verdictOf([
      record(1, 'container loading plugins'),
      record(2, 'container plugin 17 has version 3, 4 wanted'),
      record(3, CRASHED),
      record(9, 'container loading plugins'),
    ]);
    expect(verdict).toMatchObject({
      rule: 'container-log-last-line',
      cause: 'plugin 17 has version 3, 4 wanted',
      confidence: 0.5,
    });
  });

  it('are the exception with what caused it, not the frames', () => {
    const verdict = verdictOf([
      record(1, 'container ERROR Application run failed'),
      record(1, 'container java.lang.IllegalStateException: Index header is corrupt'),
      record(1, 'container \tat org.example.Index.read(Index.java:118)'),
      record(1, 'container Caused by: java.io.EOFException: expected 16 bytes, got 4'),
      record(3, CRASHED),
      record(4, 'container java.lang.IllegalStateException: Index header is corrupt'),
    ]);
    expect(verdict).toMatchObject({
      rule: 'container-log-exception',
      count: 2,
      cause:
        'java.lang.IllegalStateException: Index header is corrupt; Caused by: java.io.EOFException: expected 16 bytes, got 4',
    });
  });

  it.each([
    [
      'container Traceback (most recent call last):',
      "container KeyError: 'DATABASE_URL'",
      "KeyError: 'DATABASE_URL'",
    ],
    [
      'container starting',
      'container panic: runtime error: index out of range [3] with length 3',
      'panic: runtime error: index out of range [3] with length 3',
    ],
    [
      'container node:internal/modules/cjs/loader:1080',
      "container Error: Cannot find module '/app/server.js'",
      "Error: Cannot find module '/app/server.js'",
    ],
    [
      'container starting',
      'container {"level":"fatal","ts":1,"msg":"cannot start","err":"no such key"}',
      'cannot start: no such key',
    ],
    ['container starting', 'container {"level":50,"msg":"boom"}', 'boom'],
    [
      'container /docker-entrypoint.sh: configuration complete',
      'container 2026/11/23 07:00:01 [emerg] 1#1: host not found in upstream "api" in /etc/nginx/nginx.conf:5',
      '[emerg] 1#1: host not found in upstream "api" in /etc/nginx/nginx.conf:5',
    ],
    [
      'container starting',
      'container ts=2026-11-23 level=error msg="no such table"',
      'ts=2026-11-23 level=error msg="no such table"',
    ],
    [
      'container starting',
      'container \u001b[31mERROR\u001b[0m no such bucket',
      'ERROR no such bucket',
    ],
    [
      'container INFO starting',
      "container sh: can't open 'run.sh': No such file or directory",
      "sh: can't open 'run.sh': No such file or directory",
    ],
  ])('%s, %s', (first, second, cause) => {
    expect(verdictOf([record(1, first), record(2, second), record(3, CRASHED)])!.cause).toBe(cause);
  });

  it("say why a probe fails, at the probe's stage", () => {
    const verdict = verdictOf([
      record(
        1,
        'container level=error msg="could not connect to database" host=db:5432 err="connection refused"'
      ),
      record(
        2,
        'event Pod Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503'
      ),
    ]);
    expect(verdict).toMatchObject({
      rule: 'container-log-error',
      stage: 'ready',
      cause: expect.stringContaining('could not connect to database') as string,
    });
  });

  it('say why a Job failed, whose Pods bear its name', () => {
    const job = record(
      8,
      'event Job BackoffLimitExceeded: Job has reached the specified backoff limit',
      { pod: 'import' }
    );
    expect(
      verdictOf([
        record(1, 'container import: ERROR row 1043: 7 columns, expected 9', {
          pod: 'import-8d8tc',
        }),
        job,
      ])
    ).toMatchObject({
      rule: 'container-log-error',
      stage: 'started',
      cause: 'import: ERROR row 1043: 7 columns, expected 9',
    });
    expect(
      verdictOf([record(1, 'container ERROR of another', { pod: 'export-8d8tc' }), job])
    ).toMatchObject({ rule: 'job-backoff-limit', stage: 'completed' });
  });
});

describe('refusals', () => {
  const found = record(2, 'request create deployments web 201');

  it('that their sender got over are none: apply reads first, a conflict is tried again, a drain waits', () => {
    expect(
      problemsOf([
        record(1, 'request get deployments web 404 deployments.apps "web" not found'),
        found,
      ])
    ).toEqual([]);
    expect(
      problemsOf([
        record(1, 'request update deployments web 409 the object has been modified'),
        record(2, 'request update deployments web 200'),
      ])
    ).toEqual([]);
    expect(
      problemsOf([
        record(1, 'request create pods/eviction web-0 429 disruption budget'),
        record(50, 'request create pods/eviction web-0 201'),
      ])
    ).toEqual([]);
  });

  it('stand where nobody got over them', () => {
    const other = record(1, 'request get deployments api 404 deployments.apps "api" not found');
    expect(verdictOf([other, found], { stages: [] })).toMatchObject({
      rule: 'object-missing',
      stage: 'accepted',
    });
    expect(
      verdictOf([record(1, 'request update configmaps conf 409 the object has been modified')], {
        stages: [stage('accepted', 'failed')],
      })
    ).toMatchObject({ rule: 'stale-object' });
  });

  it("don't stop a request that was accepted, but for an eviction", () => {
    expect(
      verdictOf([
        record(
          1,
          'request get secrets key 403 secrets "key" is forbidden: User "alice" cannot get resource'
        ),
      ])
    ).toBeNull();
    expect(
      verdictOf([
        record(
          1,
          "request create pods/eviction web-0 429 Cannot evict pod as it would violate the pod's disruption budget."
        ),
      ])
    ).toMatchObject({ rule: 'eviction-blocked' });
  });
});

describe('a deletion', () => {
  const stages = [stage('accepted', 'done'), stage('terminating', 'waiting')];

  it('is stopped by what holds the object, not by what kept it from running', () => {
    const held = record(5, 'status pods {}');
    Object.assign(held.audit!.responseObject!.metadata as object, {
      deletionTimestamp: at(5),
      finalizers: ['example.com/hold'],
    });
    expect(verdictOf([...NO_SECRET, held], { stages })).toMatchObject({
      rule: 'finalizer',
      stage: 'terminating',
      cause: 'finalizers left: example.com/hold',
    });
    expect(verdictOf(NO_SECRET, { stages })).toBeNull();
  });
});

describe('no rule', () => {
  const strange = record(
    4,
    klog(4, 'frobnicator.go:12] "Frobnication failed" err="flux too low" pod="shop/web-0"')
  );
  const routine = record(
    1,
    klog(
      1,
      `status_manager.go:1023] "Failed to get status for pod" err="pods \\"web-0\\" is forbidden: no relationship found between node 'node-a' and this object" podUID="${UID}" pod="shop/web-0"`
    )
  );

  it('makes the first error the verdict where it is asked for, and says so', () => {
    const verdict = verdictOf([routine, strange], {
      evidence: [routine, strange],
      stages: [stage('accepted', 'done'), stage('started', 'waiting')],
    });
    expect(verdict).toMatchObject({
      stage: 'started',
      cause: expect.stringContaining('flux too low') as string,
      record: { id: strange.record.id },
      count: 1,
    });
    expect(verdict!.rule).toBeUndefined();
    expect(verdict!.confidence).toBeLessThan(0.5);
    expect(verdictOf([routine, strange])).toBeNull();
    expect(verdictOf([routine], { evidence: [routine] })).toBeNull();
  });
});

describe('a line that names no Pod', () => {
  const runtime = record(
    1,
    klog(
      1,
      'log.go:32] "PullImage from image service failed" err="rpc error: code = Unknown desc = failed to pull and unpack image \\"web:1\\": dial tcp 10.0.0.9:443: connect: connection refused" image="web:1"'
    )
  );
  const kubelet = record(
    2,
    klog(
      2,
      `pod_workers.go:1324] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with ErrImagePull: \\"failed to pull and unpack image \\\\\\"web:1\\\\\\": dial tcp 10.0.0.9:443: connect: connection refused\\"" pod="shop/web-0" podUID="${UID}"`
    )
  );

  it('is overcome with what says the same of a Pod, and takes the Pod from it', () => {
    const ofPod = ({ evidence }: { evidence: Evidence }) =>
      evidence.record.objects.some(({ kind }) => kind === 'Pod');
    expect(verdictOf([runtime, kubelet], { overcome: ofPod })).toBeNull();
    expect(verdictOf([runtime], { overcome: ofPod })).toMatchObject({
      rule: 'registry-unreachable',
    });
    expect(verdictOf([runtime, kubelet])).toMatchObject({
      rule: 'registry-unreachable',
      record: { id: runtime.record.id },
      object: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
    });
  });
});
