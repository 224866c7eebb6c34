/** @jest-environment jsdom */
import { configure, fireEvent, waitFor } from '@testing-library/react';
import { createObjectTrace, createTrace } from '../testing/fixtures';
import { renderTrace, mockLayout, getByTestSubject } from '../testing/show_trace';

// a busy machine takes longer than the second that is the default
configure({ asyncUtilTimeout: 15_000 });
beforeAll(mockLayout);

const getAllByTestSubject = (name: string) => [
  ...document.querySelectorAll<HTMLElement>(`[data-test-subj="${name}"]`),
];
const openAndWaitFor = async (name: string, awaited: string, index = 0) => {
  fireEvent.click(getAllByTestSubject(name)[index]!);
  await waitFor(() => expect(getByTestSubject(awaited)).not.toBeNull());
};

describe('a trace over objects', () => {
  it('says how it was put together, and explains it', async () => {
    await renderTrace(createObjectTrace());
    expect(getByTestSubject('requestTracePutTogether')!.textContent).toContain(
      'Put together from the objects that 4 records name; 2 of them sure. 2 may belong to other requests as well.'
    );
    await openAndWaitFor('requestTracePutTogetherHelp', 'requestTracePutTogetherText');
    expect(getByTestSubject('requestTracePutTogetherText')!.textContent).toMatch(
      /no request ID.*sure \(90 % and more\).*limit was reached/
    );
  });

  it('says nothing of that where IDs hold the trace together', async () => {
    await renderTrace(createTrace());
    for (const name of [
      'requestTracePutTogether',
      'requestTraceConfidences',
      'requestTraceNotShared',
      'requestTraceShared',
    ])
      expect(getByTestSubject(name)).toBeNull();
    expect(getByTestSubject('requestTraceGrid')!.textContent).not.toContain('How sure');
  });

  it('gives all reasons of a record, the best first, each with its path', async () => {
    await renderTrace(createObjectTrace());
    await openAndWaitFor('requestTraceWhy', 'requestTraceReasons', 2);
    const items = [
      ...getByTestSubject('requestTraceReasons')!.querySelectorAll(
        '[data-test-subj^="requestTraceReason-"]'
      ),
    ];
    expect(items.map((item) => item.getAttribute('data-test-subj'))).toEqual([
      'requestTraceReason-object-uid',
      'requestTraceReason-object-name',
      'requestTraceReason-neighbouring-line',
    ]);
    expect(items[0]!.textContent).toMatch(
      /97 % sure.*the UID of the Pod that the request’s ReplicaSet led to.*8b549c91/
    );
    const steps = [...items[0]!.querySelectorAll('ol li')].map((step) => step.textContent);
    expect(steps).toEqual([
      'Deployment shop/web',
      '›ReplicaSet shop/web-5d7c9f8b6',
      '›Pod shop/web-5d7c9f8b6-x2k9v',
    ]);
    expect(items[2]!.querySelector('ol')).toBeNull();
  });

  it('marks how sure each row is in a column of its own; in the tab within the message, where it is not sure', async () => {
    const { unmount } = await renderTrace(createObjectTrace());
    const cells = [
      ...document.querySelectorAll('[role=gridcell][data-gridcell-column-id=confidence]'),
    ].map((cell) => cell.textContent);
    expect(cells.map((text) => text!.match(/sure|likely|possible/)![0])).toEqual([
      'sure',
      'possible',
      'sure',
      'likely',
    ]);
    unmount();
    await renderTrace(createObjectTrace(), { layout: 'tab' });
    expect(document.querySelectorAll('[data-gridcell-column-id=confidence]')).toHaveLength(0);
    const marks = [
      ...document.querySelectorAll('[data-gridcell-column-id=message] [role=img]'),
    ].map((mark) => mark.getAttribute('aria-label'));
    expect(marks).toEqual(['possible (62 %)', 'likely (75 %)']);
  });

  it('filters by how sure it is, with counts, and by what is not shared', async () => {
    const { state } = await renderTrace(createObjectTrace());
    await openAndWaitFor('requestTraceConfidences', 'requestTraceConfidences-sure');
    expect(
      ['sure', 'likely', 'possible'].map(
        (band) =>
          getByTestSubject(`requestTraceConfidences-${band}`)!.textContent!.match(/\)(\d)/)?.[1]
      )
    ).toEqual(['2', '1', '1']);
    fireEvent.click(getByTestSubject('requestTraceConfidences-likely')!);
    expect(state()).toEqual({ confidences: ['likely'] });
    expect(getByTestSubject('requestTraceCounts')!.textContent).toContain(
      '1 record, 3 hidden by filters'
    );
    fireEvent.click(getByTestSubject('requestTraceClearFilters')!);
    expect(getByTestSubject('requestTraceNotShared')!.textContent).toContain('Not shared (2)');
    fireEvent.click(getByTestSubject('requestTraceNotShared')!);
    expect(state()).toEqual({ notShared: true });
    expect(getByTestSubject('requestTraceCounts')!.textContent).toContain(
      '2 records, 2 hidden by filters'
    );
  });

  it('names the other requests of a shared record, and leads to their traces', async () => {
    await renderTrace(createObjectTrace());
    expect(getAllByTestSubject('requestTraceShared').map((badge) => badge.textContent)).toEqual([
      'shared',
      'shared',
    ]);
    await openAndWaitFor('requestTraceWhy', 'requestTraceSharedWith', 3);
    expect(
      [...getByTestSubject('requestTraceSharedWith')!.querySelectorAll('li')].map((row) =>
        row.textContent!.replace(/[●○]/g, '').trim()
      )
    ).toEqual([
      'this request 75 % sure',
      'dave delete pods shop/web-1 40 % sure',
      'carol patch deployments shop/web 20 % sure',
    ]);
    expect(
      getAllByTestSubject('requestTraceSharedLink').map((link) => link.getAttribute('href'))
    ).toEqual(['/app/requestTrace/trace?id=a3&time=all', '/app/requestTrace/trace?id=a2&time=all']);
  });

  it('says what it lacked in one place where that is several things', async () => {
    const warnings = [
      { code: 'no_bodies' as const, message: 'The audit policy logs metadata only.' },
      { code: 'truncated' as const, message: '3 left out.' },
      { code: 'hops_limited' as const, message: 'Followed over 6 objects.' },
    ];
    const { unmount } = await renderTrace(createObjectTrace({ warnings }));
    expect(getByTestSubject('requestTraceLacked')!.textContent).toContain(
      'What this trace lacked (2)'
    );
    expect(getByTestSubject('requestTraceLacked')!.textContent).toContain(
      'Followed over 6 objects.'
    );
    expect(getByTestSubject('requestTraceLacked')!.textContent).not.toContain('3 left out.');
    expect(getByTestSubject('requestTraceWarning-truncated')!.textContent).toContain('3 left out.');
    unmount();
    await renderTrace(
      createObjectTrace({
        warnings: [
          ...warnings.slice(0, 2),
          { code: 'no_reqid', message: 'The line below the ID says so.' },
        ],
      })
    );
    expect(getByTestSubject('requestTraceWarning-no_reqid')).toBeNull();
    expect(getByTestSubject('requestTraceLacked')).toBeNull();
    expect(getByTestSubject('requestTraceWarning-no_bodies')!.textContent).toMatch(
      /no bodies.*metadata only/
    );
  });
});
