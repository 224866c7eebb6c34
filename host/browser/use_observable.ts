import { useEffect, useState } from 'react';
import type { BehaviorSubject } from 'rxjs';

/** The subject's value, now and as it changes. */
export function useObservable<T>(subject: BehaviorSubject<T>): T {
  const [value, setValue] = useState(subject.value);
  useEffect(() => {
    const subscription = subject.subscribe(setValue);
    return () => subscription.unsubscribe();
  }, [subject]);
  return value;
}
