-- What importSample makes, for clients of any kind; the app has the same text in @coldopen/core/project.
create function public.sample_project() returns json
language plpgsql immutable security definer set search_path = '' as $$
begin
  return json_build_object(
    'title', 'The Last Ferry',
    'fountain', $fountain$Title: _**THE LAST FERRY**_
Credit: Written by
Author: The Coldopen Company
Draft date: 20 November 2026
Contact:
    Sample screenplay
    Yours to change

# Night

= Ines has one crossing left to say what she came to say.

FADE IN:

EXT. FERRY LANDING - NIGHT #1#

Fog. A single lamp sways over wet planks. Somewhere below, the river breathes against the pilings.

INES ROCHA (60s, a pilot's coat gone white at the seams) coils a rope that does not need coiling. She has done it ten thousand times. Tonight she does it *slowly*.

A bicycle bell. TEO (19, soaked, a cello case strapped to his back) skids onto the landing.

TEO
Wait! Am I too late?

INES
(not turning)
You are early. I was late.

He looks at the empty river. Then at her.

TEO
Is that a yes?

INES
That is the *ten-forty*. She leaves when I let go of this rope.

[[Shoot the landing first: the tide gives us ninety minutes.]]

INT. FERRY - WHEELHOUSE - CONTINUOUS #2#

!CLANG. The gangway comes up behind them.

Brass, worn to gold. A radio hisses. Ines throttles up; the whole boat shivers awake.

RADIO (V.O.)
Last call for the _Santa Rita_. After midnight the bridge is open to traffic.

TEO
My grandmother says the bridge will save us an hour a day.

INES
An hour.
(beat)
And what will you do with it?

Teo has no answer. He unlatches the cello case. Inside: no cello. **Forty paper lanterns**, folded flat.

INSERT - A LANTERN

A name in careful ink: *Rocha, 1961*.

BACK TO SCENE

INES
Where did you get that name?

TEO
The parish book. Every pilot this crossing ever had. I thought somebody should see them over.

She takes her hand off the throttle. The engine drops to a murmur.

TEO
We light them on the water.

INES ^
You light them on the water.

They have said it together. Neither smiles. Both nearly do.

CUT TO:

.MID-RIVER

/* An earlier draft put the lanterns on the bridge. Better here: the bridge must stay dark until the end. */

Forty small lights drift downstream, two by two, like people leaving a church.

Ines, at the rail, hums something old. The words come back to her one at a time.

INES
~Carry me over, carry me slow,
~The far side's a place that I already know.

On the far bank McALLISTER, the night watchman, lowers his binoculars and takes off his cap.

@McALLISTER
Well. Would you look at that.

===

## Morning

EXT. BRIDGE - DAWN #3#

The first car crosses. Its driver never looks down.

Far below, tied to nothing, the ferry turns once in the current and **_stays_**.

> THE END <

> FADE OUT.
$fountain$,
    'scene', json_build_object(
      'prompt', 'A small river ferry at night in fog, one swaying lamp, forty paper lanterns drifting downstream two by two; seen from the rail, unhurried, warm light on black water.',
      'duration', 8,
      'scene_type', 'exterior',
      'shot_type', 'wide'
    )
  );
end;
$$;

revoke all on function public.sample_project() from public, anon, authenticated, service_role;
grant execute on function public.sample_project() to authenticated;
