/** @jest-environment jsdom */
import { configure, fireEvent, waitFor, within } from '@testing-library/react';
import type { ObjectNode } from '../../../common/model/diagnosis';
import { createStuckTrace, createTrace } from '../testing/fixtures';
import { renderTrace, mockLayout, getByTestSubject } from '../testing/show_trace';
import { getFailureRecordKeys } from '../verdict/failure_records';

configure({ asyncUtilTimeout: 15_000 });
beforeAll(mockLayout);

const PROOF_KEY = 'k8s-reqid/r2';
const getText = (name: string) => getByTestSubject(name)?.textContent ?? '';

describe('the verdict', () => {
  it('says outcome, stage and cause, who said it, how often, when, by whom, how sure, and what to do', async () => {
    await renderTrace(createStuckTrace());
    expect(getText('requestTraceVerdictTitle')).toBe(
      'Stuck at “mounted”: A Secret that the Pod mounts doesn’t exist'
    );
    expect(getText('requestTraceCause')).toBe('secret "settle-key" not found');
    expect(getText('requestTraceVerdictFacts')).toMatch(
      /Pod pay\/settle · kubelet node-b · 14 times · first 06:25:13\.000 · last 06:27:24 · by carol · 95 % sure/
    );
    expect(getText('requestTraceAdvice')).toContain('Create the Secret');
    expect(getText('requestTraceHeader')).toContain('stuck for 2 min 11 s');
  });

  it('leads to the line that proves it, past filters that hide it, and keeps the grid’s order', async () => {
    const { state } = await renderTrace(createStuckTrace(), {
      initial: { sources: ['audit'], newestFirst: true },
    });
    expect(getByTestSubject('requestTraceGrid')!.textContent).not.toContain('MountVolume.SetUp');
    fireEvent.click(getByTestSubject('requestTraceShowLine')!);
    expect(state()).toEqual({ selected: PROOF_KEY, newestFirst: true });
    await waitFor(() =>
      expect(getByTestSubject('requestTraceGrid')!.textContent).toContain('MountVolume.SetUp')
    );
  });

  it('keeps filters that let the line through', async () => {
    const { state } = await renderTrace(createStuckTrace(), { initial: { severities: ['error'] } });
    fireEvent.click(getByTestSubject('requestTraceShowLine')!);
    expect(state()).toEqual({ severities: ['error'], selected: PROOF_KEY });
  });

  it('is one quiet line where all went well, with how long it took', async () => {
    await renderTrace(
      createStuckTrace({
        outcome: 'succeeded',
        verdict: null,
        stages: [
          { name: 'accepted', status: 'done', at: '2026-11-23T06:25:12.265Z', records: 1 },
          { name: 'ready', status: 'done', at: '2026-11-23T06:25:15.462399Z', records: 1 },
        ],
      })
    );
    expect(getText('requestTraceVerdict')).toContain('Succeeded after 3.2 s: 1 of 4 Pods ready');
    expect(getByTestSubject('requestTraceCause')).toBeNull();
  });

  it('says what lacks where the logs can’t tell', async () => {
    const { diagnosis } = createStuckTrace();
    await renderTrace(
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
    expect(getText('requestTraceVerdictTitle')).toBe(
      'How it ended is not known: “accepted” is the last stage that the logs show'
    );
    expect(getText('requestTraceVerdict')).toContain(
      'Nothing was collected in this time from kube-scheduler. No record from containerd could be connected with this request.'
    );
    expect(getByTestSubject('requestTraceShowLine')).toBeNull();
  });

  it('says so where no rule knows the failure', async () => {
    const { verdict } = createStuckTrace();
    await renderTrace(
      createStuckTrace({
        verdict: { ...verdict!, rule: undefined, title: 'The first error', advice: undefined },
      })
    );
    expect(getText('requestTraceVerdictFacts')).toContain('no rule knows this failure');
    expect(getText('requestTraceVerdictFacts')).not.toContain('% sure');
  });

  it('never reads a cause as markup', async () => {
    const { verdict } = createStuckTrace();
    await renderTrace(
      createStuckTrace({
        verdict: {
          ...verdict!,
          cause: '<img src=x onerror=alert(1)>',
          source: 'javascript:alert(1)',
        },
      })
    );
    expect(getByTestSubject('requestTraceVerdict')!.querySelector('img')).toBeNull();
    expect(getByTestSubject('requestTraceVerdict')!.innerHTML).not.toContain('javascript:');
  });
});

describe('the stages', () => {
  it('say status, time and count, each in words', async () => {
    await renderTrace(createStuckTrace());
    const steps = [...getByTestSubject('requestTraceStages')!.querySelectorAll('li')].map(
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
    const { state } = await renderTrace(createStuckTrace());
    fireEvent.click(getByTestSubject('requestTraceStage-mounted')!);
    expect(state().selected).toBe(PROOF_KEY);
    expect(getByTestSubject('requestTraceStage-sandbox')!.tagName).not.toBe('BUTTON');
    expect(getByTestSubject('requestTraceStage-sandbox')!.tabIndex).toBe(0);
  });
});

describe('what the diagnosis says beyond them', () => {
  it('lists Pods, each opening to its own stages', async () => {
    const { state } = await renderTrace(createStuckTrace());
    expect(getText('requestTracePodsSection')).toContain('1 of 4 Pods ready');
    const pods = getByTestSubject('requestTracePods')!;
    expect(pods.textContent).toMatch(
      /pay\/settle.*node-b.*stuck.*mounted.*secret "settle-key" not found.*2 more Pods are not listed/
    );
    fireEvent.click(pods.querySelector('[data-test-subj="requestTracePodToggle"]')!);
    expect(
      within(pods).getByRole('list', { name: 'How far Pod pay/settle got' }).querySelectorAll('li')
    ).toHaveLength(6);
    fireEvent.click(pods.querySelector('[data-test-subj="requestTracePodCause"]')!);
    expect(state().selected).toBe(PROOF_KEY);
    expect(pods.querySelector('[data-test-subj="requestTraceMoves"]')!.getAttribute('href')).toBe(
      '/app/requestTrace/removals?object=pods%2Fpay%2Fsettle&time=all'
    );
  });

  it('shows objects under what they hang on, each with its outcome', async () => {
    const { state } = await renderTrace(createStuckTrace());
    const tree = getByTestSubject('requestTraceObjects')!;
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
    expect(state().selected).toBe(PROOF_KEY);
    fireEvent.click(tree.querySelectorAll('[data-test-subj="requestTraceObjectFilter"]')[2]!);
    expect(state()).toEqual({ selected: PROOF_KEY, text: 'settle-key' });
  });

  it('shows what changed and which errors repeat, each leading to its record', async () => {
    const { state } = await renderTrace(createStuckTrace());
    expect(getText('requestTraceChanges')).toMatch(
      /spec\.containers\[web\]\.image.*"web:1".*"web:2"/
    );
    fireEvent.click(getByTestSubject('requestTraceChange')!);
    expect(state().selected).toBe('k8s-reqid/r4');
    expect(getText('requestTraceErrors')).toMatch(
      /×14.*kubelet node-b.*FailedMount.*06:25:13 – 06:25:14/
    );
    fireEvent.click(getByTestSubject('requestTraceError')!);
    expect(state().selected).toBe('k8s-reqid/r3');
  });

  it('is closed in the tab, the objects among it', async () => {
    await renderTrace(createStuckTrace(), { layout: 'tab' });
    for (const name of ['Pods', 'Changes', 'Errors', 'Objects']) {
      expect(
        getByTestSubject(`requestTrace${name}Section`)!
          .querySelector('button')!
          .getAttribute('aria-expanded')
      ).toBe('false');
    }
  });
});

describe('only why it failed', () => {
  it('keeps proofs, errors and what was recognised', async () => {
    const { state } = await renderTrace(createStuckTrace());
    expect(getText('requestTraceOnlyWhy')).toContain('Only why it failed (2)');
    fireEvent.click(getByTestSubject('requestTraceOnlyWhy')!);
    expect(state()).toEqual({ onlyWhy: true });
    expect(getText('requestTraceCounts')).toContain('2 records, 2 hidden by filters');
    fireEvent.click(getByTestSubject('requestTraceOnlyWhy')!);
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
    const keys = getFailureRecordKeys({
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
    expect([...getFailureRecordKeys({ verdict, stages, diagnosis: null })]).toEqual([PROOF_KEY]);
  });
});
