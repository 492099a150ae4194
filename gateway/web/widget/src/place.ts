// Asks the browser where the person is, on a tap alone, and makes it coarse before anything has it.

import type { Point } from "./types";

/** The text that goes with a place: no letter and no digit, so that nothing else is read in it. */
export const PIN = "📍";

const WAIT = 20_000;
const REFUSED = 1;

/** A point rounded to two decimals of a degree; throws "place_refused" or "place_failed". */
export function whereabouts(): Promise<Point> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error("place_failed"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ latitude: coarse(coords.latitude), longitude: coarse(coords.longitude) }),
      ({ code }) => reject(new Error(code === REFUSED ? "place_refused" : "place_failed")),
      { enableHighAccuracy: false, timeout: WAIT, maximumAge: 0 },
    );
  });
}

function coarse(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}
