/** @jest-environment jsdom */
import { configure, fireEvent, waitFor, within } from '@testing-library/react';
import type { ObjectNode } from '../../../common/model/diagnosis';
import { createStuckTrace, createTrace } from '../testing/fixtures';
import { showTrace, standInForLayout, testSubject } from '../testing/show_trace';
import { whyKeysOf } from '../verdict/proof';

configure({ asyncUtilTimeout: 15_000 });
beforeAll(standInForLayout);

const PROOF = 'k8s-reqid/r2';
const text = (name: string) => testSubject(name)?.textContent ?? '';

describe('the verdict', () => {
  it('says outcome, stage and cause, who said it, how often, when, by whom, how sure, and what to do', async () => {
    await showTrace(createStuckTrace());
    expect(text('requestTraceVerdictTitle')).toBe(
      'Stuck at “mounted”: A Secret that the Pod mounts doesn’t exist'
    );
    expect(text('requestTraceCause')).toBe('secret "settle-key" not found');
    expect(text('requestTraceVerdictFacts')).toMatch(
      /Pod pay\/settle · kubelet node-b · 14 times · first 06:25:13\.000 · last 06:27:24 · by carol · 95 % sure/
    );
    expect(text('requestTraceAdvice')).toContain('Create the Secret');
    expect(text('requestTraceHeader')).toContain('stuck for 2 min 11 s');
  });

  it('leads to the line that proves it, past filters that hide it, and keeps the grid’s order', async () => {
    const { state } = await showTrace(createStuckTrace(), {
      initial: { sources: ['audit'], newestFirst: true },
    });
    expect(testSubject('requestTraceGrid')!.textContent).not.toContain('MountVolume.SetUp');
    fireEvent.click(testSubject('requestTraceShowLine')!);
    expect(state()).toEqual({ selected: PROOF, newestFirst: true });
    await waitFor(() =>
      expect(testSubject('requestTraceGrid')!.textContent).toContain('MountVolume.SetUp')
    );
  });

  it('keeps filters that let the line through', async () => {
    const { state } = await showTrace(createStuckTrace(), { initial: { severities: ['error'] } });
    fireEvent.click(testSubject('requestTraceShowLine')!);
    expect(state()).toEqual({ severities: ['error'], selected: PROOF });
  });

  it('is one quiet line where all went well, with how long it took', async () => {
    await showTrace(
      createStuckTrace({
        outcome: 'succeeded',
        verdict: null,
        stages: [
          { name: 'accepted', status: 'done', at: '2026-11-23T06:25:12.265Z', records: 1 },
          { name: 'ready', status: 'done', at: '2026-11-23T06:25:15.462399Z', records: 1 },
        ],
      })
    );
    expect(text('requestTraceVerdict')).toContain('Succeeded after 3.2 s: 1 of 4 Pods ready');
    expect(testSubject('requestTraceCause')).toBeNull();
  });

  it('says what lacks where the logs can’t tell', async () => {
    const { diagnosis } = createStuckTrace();
    await showTrace(
      createTrace({
        diagnosis,
        coverage: [
          ...createTrace().coverage,
          {
            source: 'component',
            component: 'containerd',
            searched: true,
            inWindow: true,
            inTrace: 0,
          },
        ],
        stages: [
          { name: 'accepted', status: 'done', records: 1 },
          { name: 'scheduled', status: 'unknown', records: 0 },
        ],
      })
    );
    expect(text('requestTraceVerdictTitle')).toBe(
      'How it ended is not known: “accepted” is the last stage that the logs show'
    );
    expect(text('requestTraceVerdict')).toContain(
      'Nothing was collected in this time from kube-scheduler. No record from containerd could be connected with this request.'
    );
    expect(testSubject('requestTraceShowLine')).toBeNull();
  });

  it('says so where no rule knows the failure', async () => {
    const { verdict } = createStuckTrace();
    await showTrace(
      createStuckTrace({
        verdict: { ...verdict!, rule: undefined, title: 'The first error', advice: undefined },
      })
    );
    expect(text('requestTraceVerdictFacts')).toContain('no rule knows this failure');
    expect(text('requestTraceVerdictFacts')).not.toContain('% sure');
  });

  it('never reads a cause as markup', async () => {
    const { verdict } = createStuckTrace();
    await showTrace(
      createStuckTrace({
        verdict: {
          ...verdict!,
          cause: '<img src=x onerror=alert(1)>',
          source: 'javascript:alert(1)',
        },
      })
    );
    expect(testSubject('requestTraceVerdict')!.querySelector('img')).toBeNull();
    expect(testSubject('requestTraceVerdict')!.innerHTML).not.toContain('javascript:');
  });
});

describe('the stages', () => {
  it('say status, time and count, each in words', async () => {
    await showTrace(createStuckTrace());
    const steps = [...testSubject('requestTraceStages')!.querySelectorAll('li')].map(
      (step) => step.textContent
    );
    expect(steps).toEqual([
      'accepted: done 2.9 ms',
      'scheduled: done 35 ms · 3 of 4',
      'attached: not needed not needed',
      'mounted: stopped here for 2 min 11 s · 1 of 4',
      'sandbox: not known not known',
      'ready: not reached not reached',
    ]);
  });

  it('lead to their proof', async () => {
    const { state } = await showTrace(createStuckTrace());
    fireEvent.click(testSubject('requestTraceStage-mounted')!);
    expect(state().selected).toBe(PROOF);
    expect(testSubject('requestTraceStage-sandbox')!.tagName).not.toBe('BUTTON');
    expect(testSubject('requestTraceStage-sandbox')!.tabIndex).toBe(0);
  });
});

describe('what the diagnosis says beyond them', () => {
  it('lists Pods, each opening to its own stages', async () => {
    const { state } = await showTrace(createStuckTrace());
    expect(text('requestTracePodsSection')).toContain('1 of 4 Pods ready');
    const pods = testSubject('requestTracePods')!;
    expect(pods.textContent).toMatch(
      /pay\/settle.*node-b.*stuck.*mounted.*secret "settle-key" not found.*2 more Pods are not listed/
    );
    fireEvent.click(pods.querySelector('[data-test-subj="requestTracePodToggle"]')!);
    expect(
      within(pods).getByRole('list', { name: 'How far Pod pay/settle got' }).querySelectorAll('li')
    ).toHaveLength(6);
    fireEvent.click(pods.querySelector('[data-test-subj="requestTracePodCause"]')!);
    expect(state().selected).toBe(PROOF);
    expect(pods.querySelector('[data-test-subj="requestTraceMoves"]')!.getAttribute('href')).toBe(
      '/app/requestTrace/moves?object=pods%2Fpay%2Fsettle&time=all'
    );
  });

  it('shows objects under what they hang on, each with its outcome', async () => {
    const { state } = await showTrace(createStuckTrace());
    const tree = testSubject('requestTraceObjects')!;
    const depth = (name: string) => {
      let [lists, element] = [
        0,
        [...tree.querySelectorAll('li > div')].find((row) => row.textContent?.includes(name)) as
          Element | null | undefined,
      ];
      for (; element && element !== tree; element = element.parentElement)
        if (element.tagName === 'UL') lists++;
      return lists;
    };
    expect([depth('ReplicaSet'), depth('Pod pay'), depth('Secret pay')]).toEqual([1, 2, 3]);
    expect(tree.textContent).toMatch(/Secret pay\/settle-key · volume · missing/);
    fireEvent.click(
      [...tree.querySelectorAll('[data-test-subj="requestTraceObject"]')].find((link) =>
        link.textContent?.startsWith('Pod')
      )!
    );
    expect(state().selected).toBe(PROOF);
    fireEvent.click(tree.querySelectorAll('[data-test-subj="requestTraceObjectFilter"]')[2]!);
    expect(state()).toEqual({ selected: PROOF, text: 'settle-key' });
  });

  it('shows what changed and which errors repeat, each leading to its record', async () => {
    const { state } = await showTrace(createStuckTrace());
    expect(text('requestTraceChanges')).toMatch(/spec\.containers\[web\]\.image.*"web:1".*"web:2"/);
    fireEvent.click(testSubject('requestTraceChange')!);
    expect(state().selected).toBe('k8s-reqid/r4');
    expect(text('requestTraceErrors')).toMatch(
      /×14.*kubelet node-b.*FailedMount.*06:25:13 – 06:25:14/
    );
    fireEvent.click(testSubject('requestTraceError')!);
    expect(state().selected).toBe('k8s-reqid/r3');
  });

  it('is closed in the tab, the objects among it', async () => {
    await showTrace(createStuckTrace(), { layout: 'tab' });
    for (const name of ['Pods', 'Changes', 'Errors', 'Objects']) {
      expect(
        testSubject(`requestTrace${name}Section`)!
          .querySelector('button')!
          .getAttribute('aria-expanded')
      ).toBe('false');
    }
  });
});

describe('only why it failed', () => {
  it('keeps proofs, errors and what was recognised', async () => {
    const { state } = await showTrace(createStuckTrace());
    expect(text('requestTraceOnlyWhy')).toContain('Only why it failed (2)');
    fireEvent.click(testSubject('requestTraceOnlyWhy')!);
    expect(state()).toEqual({ onlyWhy: true });
    expect(text('requestTraceCounts')).toContain('2 records, 2 hidden by filters');
    fireEvent.click(testSubject('requestTraceOnlyWhy')!);
    expect(state()).toEqual({});
  });

  it('takes the proofs of stages that aren’t done, of Pods, and of what is missing', () => {
    const { verdict, stages, diagnosis } = createStuckTrace();
    const missing: ObjectNode = {
      key: 'x',
      object: { kind: 'Secret', name: 'x' },
      parents: [],
      outcome: 'unknown',
      change: 'missing',
      records: 1,
      record: { index: 'i', id: 'missing' },
    };
    const keys = whyKeysOf({
      verdict: null,
      stages: [],
      diagnosis: {
        ...diagnosis!,
        pods: [],
        errors: [],
        objects: [
          missing,
          { ...missing, key: 'y', change: 'used', record: { index: 'i', id: 'used' } },
        ],
      },
    });
    expect([...keys]).toEqual(['i/missing']);
    expect([...whyKeysOf({ verdict, stages, diagnosis: null })]).toEqual([PROOF]);
  });
});
