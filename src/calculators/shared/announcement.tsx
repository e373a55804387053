import { useEffect, useRef, useState } from 'preact/hooks';

/** Long enough that a reader who is still typing is not talked over. */
const quietMs = 700;

/** Says the answer to a screen reader once it has stood still; says nothing on arrival. */
export function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const arrived = useRef(false);
  useEffect(() => {
    if (!arrived.current) {
      arrived.current = true;
      return undefined;
    }
    const timer = setTimeout(() => setSaid(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" class="hr-hidden">
      {said}
    </p>
  );
}
