"""How the public writes to a page: frames of each intent, with the labels that are true of them.

A voice is a set of frames that share their labels. Braces hold what is filled in: a phrase of the
trade (question, problem, fault, letdown, praise, danger), the cause of an incident, or a detail.
A frame that begins with "*" is only for brands that sell to people, one with "%" for those of them
that sell things rather than visits and courses, one with "+" for brands that sell to firms.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CONCERNS", "HURRY", "INCIDENT", "INTENTS", "STORIES", "VOICES", "Voice", "suits"]

INTENTS = {
    "question": "asks about hours, price, stock or how to do something",
    "order problem": "something about an order, a booking or a bill has to be put right",
    "complaint": "is unhappy with what was sold or how they were treated",
    "refund": "wants money back",
    "objection": "finds it too dear, or better elsewhere",
    "praise": "likes it and says so",
    "thanks": "thanks for help received",
    "tag a friend": "shows it to somebody else",
    "sarcasm": "complains in words that read like praise",
    "spam": "advertises, or fishes for passwords",
    "insult": "insults or provokes, with nothing to put right",
    "press": "writes for a newspaper, a radio station or a podcast",
    "partnership": "offers to work together",
    "job": "looks for work",
    "privacy": "wants to know of, or to end, a use of their data or picture",
    "safety": "reports a danger to people, data or property",
    "legal": "threatens with a lawyer or an authority",
    "off topic": "writes about something else",
}


@dataclass(frozen=True)
class Voice:
    """Frames that share an intent and its labels; `french` ones are for French-speaking towns."""

    intent: str
    tone: str
    urgency: str
    needs_answer: bool
    french: bool
    cores: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def suits(lines: tuple[str, ...], *, b2b: bool, things: bool) -> tuple[str, ...]:
    """
    Return the frames that fit a brand, without their mark.

    Parameters
    ----------
    lines : tuple of str
        Frames, some with a mark.
    b2b, things : bool
        Whether the brand sells to firms, and whether it sells things to carry home.

    Examples
    --------
    >>> suits(("*see you at home", "+as per our contract", "hello"), b2b=True, things=True)
    ('as per our contract', 'hello')
    """
    others = "*%" if b2b else "+" if things else "+%"
    return tuple(line.lstrip("*+%") for line in lines if line[0] not in others)


def _read(text: str, *, french: bool = False) -> tuple[Voice, ...]:
    """Read "# intent | tone | urgency | needs an answer", a frame a line, "<" before, ">" after."""
    voices = []
    for block in text.strip().removeprefix("# ").split("\n# "):
        head, *lines = filter(None, block.split("\n"))
        intent, tone, urgency, needs = (cell.strip() for cell in head.split("|"))
        voices.append(
            Voice(
                *(intent, tone, urgency, needs == "yes", french),
                cores=tuple(line for line in lines if line[0] not in "<>"),
                before=tuple(line[2:] for line in lines if line[0] == "<"),
                after=tuple(line[2:] for line in lines if line[0] == ">"),
            )
        )
    return tuple(voices)


# Said in passing before the point; they change no label.
STORIES = (
    "*we only moved to {town} in spring.",
    "*I keep seeing your posts.",
    "*not from {town}, but here on {day}.",
    "my {relative} told me about you.",
    "I was sent here by my {relative}.",
    "I saw your post on {day}.",
    "I'm asking for my {relative}.",
    "+we are a team of {m} in {town}.",
    "+I am writing on behalf of our office in {town}.",
    "+I spoke to {person} on {day}.",
    "+we are comparing you with {competitor} at the moment.",
)
# The same, of somebody who has cause to complain.
CONCERNS = (
    "*I've been coming to you for {n} years.",
    "*it was a present from my {relative}.",
    "*I was there on {day} around {time}.",
    "*I don't normally write things like this.",
    "*I asked {person} already.",
    "I'm writing here because nobody picks up the phone.",
    "my {relative} told me to write to you.",
    "I left a message on {day} around {time}.",
    "+we have been a customer for {n} years.",
    "+I spoke to {person} on {day}.",
    "+I'm writing for the whole team in {town}.",
    "+my {relative} has raised this with you before.",
)
# Added to what cannot wait: these make the urgency high.
HURRY = {
    "question": (
        "I have to know today.",
        "I have to decide by noon, sorry.",
        "my {relative} is waiting for the answer right now.",
        "sorry, I need the answer within the hour.",
        "it's urgent, we have to tell the others today.",
        "*I'm in the car to you already.",
        "+our meeting on this is in two hours.",
        "+the deadline for offers is noon today.",
    ),
    "order problem": (
        "*it's for tomorrow morning.",
        "*I need it today.",
        "*I'm standing outside right now.",
        "*we leave tomorrow at six.",
        "*please, it's tomorrow!",
        "*my {relative} arrives in two hours and counts on it.",
        "it has to be sorted by noon today.",
        "please call me in the next hour.",
        "+our auditors come tomorrow.",
        "+this is blocking {n} people right now.",
        "+we have visitors tomorrow at eight.",
        "+everything stands still until this is solved.",
    ),
}

VOICES = _read("""
# question | neutral | normal | yes
{question}
{question}
{question}
{question}
quick question: {question}
stupid question maybe, {question}
{question} thanks!
maybe you can help me, {question}
I can't find it on your page: {question}
how much is the {item}?
what does the {item} cost now, still {price}?
price of the {item}?
%do you still have the {item} on {day}?
*are you open on {day}?
*until when are you open on {day}, I can't make it before {time}
*are you open on the public holiday?
*where exactly in {town} are you, is there parking?
*can I pay by card?
how do I {topic}? I tried and failed
+could you send us an offer for the {item}?
+who is our contact in {town}?
+do you have references near {town}?
+what are your payment terms for the {item}?
+is there a minimum term on the {item}?
+does the {item} also work for a team of {m}?
+what is the difference between the {item} and the {item2}?
any tips how to {topic}? your post stops where it gets interesting
%is the {item} back this week, or was it a one-off?
which would you take, the {item} or the {item2}?
*can I get the {item} as a gift voucher?
> Thanks in advance.
> No rush.
> Either is fine, I just need to plan.
> I looked on the site and only found last year's info.
> *My {relative} wants to know.
> *It would be for {n} of us.
> Would be good to know before {day}.

# question | positive | normal | yes
{praise}! {question}
{praise}. Now the important bit: {question}
love this. {question}
%this looks so good, is the {item} there on {day} too?
%omg the {item}. how much and until when?
saved your post. How do I get the {item}?
been wanting to try the {item} for ages, {question}
your last post made my {day}. {question}
looks like you had fun with this one. {question}
you convinced me, where do I book / order the {item}?
%ok I need the {item} in my life, do you still have it on {day}?
> *Can't wait.
> *See you {day}, hopefully.

# order problem | neutral | normal | yes
{problem}
{problem}
{problem}
{problem}
{problem}. Can you check?
{problem}, what do I do now?
small problem: {problem}
sorry to bother you, {problem}
{problem}. Probably my fault, but please check
not sure if this is the right place. {problem}
*it is about my last {order}. {problem}
{problem}. Is that a mistake on my side?
*I'd like to move my {order} ({ref}) to {day}, how?
*can I still change {order} {ref}? I put in the wrong day
I had no confirmation for {order} {ref}, did it go through?
+please put our new purchase order number on {ref}
+can you send the invoice for {ref} to {town} instead?
> The number is {ref}.
> {ref} is the number, if that helps.
> Could someone have a look?
> I can send a photo.
> *Happy to come by on {day}.
> Please tell me what you need from me.
> The confirmation came on {day}.

# order problem | negative | normal | yes
{problem}. Second time!
again: {problem}. Can somebody please answer?
I have written twice now. {problem}.
{problem} and your phone rings out. Number {ref}.
what is going on there? {problem}
is anybody there? {problem}
> I took time off for this.
> I'm losing patience, to be honest.
> Nobody called back.
> {ref}, for the third time.

# complaint | negative | normal | yes
{fault}
{fault}
{fault}
{fault}. Not what I expect from you.
really disappointed: {fault}
{fault}, and nobody even said sorry
sorry but {fault}
I have to say it, {fault}
just so you know, {fault}. My {relative} saw it too
{fault}. You used to be better than this
{fault}. On top of that, {fault2}
{fault}. When I said so, I got a shrug. And then {fault2}
first {fault}, then {fault2}. I'm out
{fault}. It's a small thing but small things add up
not happy. {fault}
{fault}, is that normal with you?
I did not expect {letdown} from you
{letdown}, for {price}? No thank you
{praise}, BUT {fault}
*{fault}. I won't make a scene, I just won't come back
wow. {fault}. Won't be recommending that to anyone
you are clowns. {fault}, and then I get laughed at
what a shambles, {fault}!
is nobody checking anything at your place? {fault}
I paid {price} and {fault}
{fault}. I've got pictures
don't bother, {fault}
to whoever reads this: {fault}. I told {person} and got a shrug
> I'd like somebody to call me.
> What are you going to do about it?
> *It was meant to be a treat for my {relative}.
> I expected more for {price}.
> {competitor} never did that to me.
> I would like an honest answer, no template.
> And it is not the first time.
> Please don't just delete this.
> That was on {day} around {time}.
> I'm not angry, just sad about it.
> The number was {ref}.
< I have recommended you to everyone I know.
< I waited a few days before writing this.
< I hope somebody reads these.
< I wanted to like it, I really did.

# refund | negative | normal | yes
I want my money back for {ref}. {fault}.
{fault}, so I'd like a refund please
how do I get my {price} back? {problem}
still waiting for the refund of {ref}, it's been {n} days
refund please. {letdown} is not what I paid {price} for
you promised my {price} back by {day}. Nothing came
> I have the receipt.
> I don't want a voucher.
> Same card is fine.
> Bank details are in the mail of {day}.

# refund | neutral | normal | yes
%can I return the {item}? it was a present and we have two now
what is your refund policy for the {item}?
*I'm ill and can't make {day}, do I get the money back for {ref}?
I cancelled {ref} in time I think, when does the {price} come back?
> I have the receipt.
> A voucher would be ok too.

# objection | neutral | low | yes
why is the {item} {price} with you when {competitor} asks less?
honest question, what makes the {item} worth {price}?
{competitor} does something like the {item} for half, what's the difference?
I'd love to but {price} is a lot for us, is there a cheaper way?
*is there no student or family price for the {item}?
> I'm not moaning, I'd like to understand.
> *My {relative} says it's worth it, convince me.

# objection | negative | low | no
%{price} for the {item}?? I'll do it at home
{price}. For that. Ok then.
used to be {less} less, just saying
*too expensive for {town} if you ask me
nice pictures, silly prices
*lol {price}, {competitor} it is
*who pays {price} for the {item} these days

# praise | positive | low | no
{praise}
{praise}
{praise}
{praise}!
{praise}. Don't ever change
just wanted to say: {praise}
{praise}, my {relative} says so too
{praise}, thank you
had to come here to say it: {praise}
{praise}. Small thing, big difference
not sponsored, promise: {praise}
{praise}. And {praise2}
{hearts}
{hearts}
{hearts} {praise}
%the {item} {hearts}
*best {item} in {town}
+we told {n} other firms about you
+wish all our suppliers worked like {person}
+solid work on the {item}, no surprises on the invoice
%the {item}... speechless
this. is. perfect.
*say hi to {person} from me, {praise}
ok this is illegal, {praise}
*I hate you. {praise}, and now I want it every week
%dangerous page, I came for one look and now I need the {item}
was sceptical, I admit. {praise}
%the picture does not even do the {item} justice
I don't write reviews. {praise}. So there.
can't complain, and I'm someone who can. {praise}
nobody in {town} does it like you, and I tried {competitor}
give {person} a raise
> Thank you!
> *See you {day}.
> Keep going.
> *Going again on {day}.
> 10 out of 10.
> And {person} is a gem.
> Worth the {price}.
< *Came on {day} for the first time.
< Had a rough week, and then this.

# thanks | positive | low | no
thank you, that worked!
got it, thanks for the quick answer
sorted, thank you {name} team
thanks for calling me back on {day}
*thanks {name}, that helped
you just saved me a trip to {town}, thank you
ok that explains it, thanks for the patience
found it now, thank you
thank you for the honest answer about the {item}
great, the new date works, thanks
*perfect, see you {day} then
all good now with {ref}, thanks a lot
thank you for sorting out {ref} so fast
*my {relative} got it on {day}, thank you!
thanks for the tip how to {topic}, it works
*thanks for staying ten minutes longer for me on {day}
you were right about the {item}, thanks
> That was quick.
> Much appreciated.
> You saved my {day}.
> Say thanks to {person}.

# tag a friend | positive | low | no
*@{friend} we need to go
@{friend} this one!!
*@{friend} {day}?
@{friend} look what they have
@{friend} told you, the {item}
*@{friend} for your birthday maybe
*@{friend} remember?
*@{friend} @{friend2} who's in
*@{friend} me every {day}
*sending this to my {relative}, @{friend} you too
%@{friend} they have the {item} again
%@{friend} isn't that what you were looking for
%@{friend} you, me, {item}

# sarcasm | negative | normal | yes
nothing says {day} morning like {letdown}. 10/10
thank you so much for {letdown}, exactly what I wanted for {price}
five stars for {letdown}. Never change!
huge compliment to the whole team: {letdown}, you don't get that everywhere
{letdown}! Truly the best service in {town}, bravo
*so happy I chose you. {fault}. Can't wait for next time
wow, {fault}. What an experience, highly recommended
love how {fault}. Keep up the great work
congratulations, {fault}. You have outdone yourselves
10 out of 10, {fault}. Perfect start of the week
great service as always: {fault}
my absolute favourite: {letdown}. {competitor} could learn from you
{fault}. Brilliant. Just brilliant
best {price} I ever spent, {fault}
*thanks for making my {relative}'s day with {letdown}
big thanks to {person}! {fault}. Really special
only you manage {letdown}, and with such a lovely smile
amazing!! {letdown}, I'll tell all my friends
> Love you guys.
> Will tell everyone I know.
> *Can't wait for {day}.
> You made my week.
> My {relative} is thrilled too.
> Chapeau.

# spam | neutral | low | no
I turned 500 into {m}00 in one week thanks to {friend}, ask her how
hello dear, we can bring {m}k REAL followers to {handle} in {n} days, write us
your page {handle} breaks our rules and will be removed in {n} hours. Confirm your account here: \
page-check-{code}.example
nice content! promote it on @{friend} dm us
hi {name}, I checked your website and found {m} errors that keep you off page one. Free report?
earn {price} a day from home, no experience, link in my profile
congratulations!! {name} was chosen as winner, claim at bonus-{code}.example
DM @{friend} for collab, we love your feed
best loans in {town}, approved in {n} minutes, message now
cheap followers likes views, {m}% off until {day}
I am a doctor on a mission abroad and I saw your profile, you seem a kind person
copyright notice: a photo on {handle} was reported, appeal within {n} hours at case-{code}.example
> Limited places.
> Ask for the {m} % discount.
> Trusted by {m}00 pages.

# insult | negative | low | no
imbeciles run this page
the people of {name} are idiots, every one
clowns
whoever runs this account is too stupid to spell {town}
{name}, more like {name} the pathetic
you people are useless, all of you
morons
you are the scum of {town}
idiots, liars, cowards, the lot of you
crooks. all of you. shame on {town}
what a bunch of losers, go and hide
*your {item} is for idiots who have too much money
stupid account run by stupid people
pathetic bunch of fools
{competitor} eats you for breakfast, you losers
you are too dumb for a real job

# press | neutral | high | yes
I write for the local paper and have a piece on the {item} for {day}'s edition. Could I speak \
to somebody by {time} today?
I'm a reporter with the regional radio. We'd like a voice from your trade in {town} on rising \
prices, live tomorrow at {time}. Who can I call?
I make a podcast about small firms in {town} and record on {day}. My deadline for guests is today.
for an article on how firms like {name} find staff: may I quote you? The text closes at {time}
I am a journalist with a consumer magazine. We tested the {item} of {name} and {competitor} and \
would like your comment by tomorrow noon
> My number is in my profile.
> A short statement would help.
> I can call at any time.

# partnership | neutral | normal | yes
*I have {m}k followers in {town} and would post a reel about the {item} in exchange for a free one
%we organise the street market in {town} on {day}, would {name} like a stand?
*our school is looking for prizes for a raffle, {n} small things would be great
we run a small firm round the corner, how about a joint offer with the {item}?
*could you sponsor our team? we're {n} women and one very old van
%I'd like to sell your things in my shop in {town}, do you have terms for that?
*our company has {m} people in {town}, is there a group rate for the {item}?
would you swap a workshop about how to {topic} for a write-up in our newsletter?
> We'd name you of course.
> Who is the right person for that?
> I can send you the details.
> I look forward to hearing from you.

# job | neutral | normal | yes
are you hiring? I have {n} years of experience and live in {town}
I saw {person} in your post, do you have a place like that free?
do you take apprentices from September?
my {relative} is looking for a {day} job, is there anything?
I'd like to apply, do you want a CV or shall I come by on {day}?
*do you offer two weeks of work experience? I'm in year ten
> I could start at once.
> References are no problem.
> {day}s are no problem for me.

# privacy | negative | high | yes
you posted a photo with my {relative} in it. Nobody asked us. Take it down today
that's me in your reel, second {s}, I never agreed to that. Please remove it now
the video from {day} shows the number plate of my car and our front door, take it off please
you answered me in public with my full name and {ref}, delete that right now

# privacy | neutral | normal | yes
please delete everything you have stored about me, {ref} was my last {order}
which data of mine do you keep, and where did you get my address? I ask under data protection law
I get your newsletter and never signed up. How did you get my mail?
I unsubscribed {n} days ago and the mails keep coming
can you take my name off the review wall? it's from {day}
> I expect an answer within the month the law gives you.
> Please confirm in writing.
> The mail address is the one of {ref}.

# safety | negative | high | yes
{danger}
{danger}
{danger}!!
please warn people: {danger}
{danger}. Who do I talk to?
this is serious. {danger}
{danger}. I have photos and I need a call back today
can somebody from {name} ring me NOW. {danger}
> It was around {time}.
> My number is in the {order} {ref}.
> Do something before it happens to someone else.
> I've kept everything.

# legal | negative | high | yes
{fault}. My lawyer will write to you about {ref} this week
last chance before I go to the consumer protection office: {fault}
if my {price} is not back by {day} I go to court over {ref}
your post compares you with {competitor}. That is unlawful, we expect you to take it down by {day}
the picture you posted on {day} is mine. You'll get my invoice and a letter from a lawyer
I have reported you to the authority. {fault}, and you ignored {s} mails
> I have everything in writing.
> Answer by {day}.
> This is a formal notice.

# off topic | neutral | low | no
has anyone lost a grey cat around {town}? she sits in our yard
does anybody know a good plumber in {town}
the bus in {town} is late AGAIN
first
happy {day} everyone
*who else is here instead of working
selling {n} chairs, pick up in {town}
my {relative} went to school with someone called {friend}, small world
rain again in {town}
anyone going to the match on {day}?
I miss the old square in {town}
wrong chat sorry
is it me or is the music in this reel from that film
""")

VOICES += _read(
    """
# question | neutral | normal | yes
*Bonjour, êtes-vous ouverts {day} ?
*Bonsoir, jusqu'à quelle heure êtes-vous ouverts {day} ?
Bonjour, c'est combien en ce moment, toujours {price} ?
*C'est possible de venir {day} vers {time} sans réserver ?
*Vous prenez la carte ?
*Bonjour, il faut réserver pour {n} personnes ?
Est-ce qu'on peut se garer devant chez vous à {town} ?
*Vous faites des bons cadeaux ? C'est pour {relative}
> Merci d'avance.
> C'est pour {n} personnes.
> Je n'ai rien trouvé sur le site.

# order problem | neutral | normal | yes
Bonjour, je n'ai pas eu de confirmation pour {order} {ref}
Bonjour, on peut décaler {order} ({ref}) à {day} ?
J'ai été débité deux fois pour {ref}, vous pouvez regarder ?
J'ai pris le mauvais jour pour {ref}, c'est encore possible de changer ?
Il manque quelque chose dans {order}, numéro {ref}
> Le numéro est {ref}.
> Merci de me dire ce qu'il vous faut.
> *Je peux passer {day}.

# complaint | negative | normal | yes
Quelle déception. {m} minutes d'attente {day} et pas un mot d'excuse
Ça fait {n} jours que j'attends une réponse, ce n'est pas sérieux
J'ai payé {price} et franchement ça ne les vaut pas
*On m'a mal parlé {day} vers {time}, devant tout le monde
C'était mieux avant. {relative} est du même avis
Personne ne répond au téléphone, trois fois que j'essaie
> J'attends un appel.
> Et ce n'est pas la première fois.
> Je ne reviendrai pas.

# praise | positive | low | no
*Merci pour l'accueil {day}, on reviendra
Toujours au top, ça fait {n} ans que je viens
*Une adresse en or à {town}
Bravo à toute l'équipe, vraiment
{relative} est ravie, merci !
Rien à redire, et pourtant je suis difficile
> *À {day} !
> Ne changez rien.

# thanks | positive | low | no
C'est réglé pour {ref}, merci beaucoup
Merci pour la réponse rapide !
Bien reçu {day}, merci
> Bonne journée à tous.

# tag a friend | positive | low | no
*@{friend} on y va {day} ?
@{friend} c'est pour toi ça
@{friend} tu te souviens ?

# sarcasm | negative | normal | yes
Bravo, {m} minutes d'attente, un vrai bonheur. Cinq étoiles
Merci pour ce grand moment : {price} pour rien, je recommande à tous mes amis
*Quel accueil {day}, on se sent tout de suite de trop. Continuez comme ça
> Chapeau.
> Hâte de revenir.

# refund | negative | normal | yes
Je voudrais un remboursement pour {ref}, {price} quand même
Toujours pas remboursé pour {ref} après {n} jours
> Pas de bon d'achat, merci.
""",
    french=True,
)

INCIDENT = _read("""
# complaint | negative | normal | yes
I read about {cause}. Shame on you
{cause}... and you post pictures as if nothing had happened
how long have you known about {cause}?
not a word from you about {cause}, I waited the whole day
after {cause} I'm done, and I was a customer for {n} years
so it's all over {town}: {cause}. What do you have to say?
don't tell me it's a rumour, my {relative} saw it: {cause}
{cause}. Explain yourselves
deleting comments won't make {cause} go away
I defended you for years. And now {cause}
say something about {cause}. Anything
I don't want a discount, I want to know how that was possible. {cause}, in {town}!
very disappointed about {cause}. My {order} is on {day} and I don't know if I should bother
first the prices, now {cause}
still nothing from you? wow
so is it true or not? We have a right to know
the silence says it all
you post pictures today. Really. Today
three hours and not one word. Coward move
my comment was deleted, so here again: what about {cause}?
everyone at work talks about {cause} and you talk about the {item}
{cause}, and the first thing I see from you is an advert
> Please don't just delete this.
> A template won't do.
> My {relative} says the same.
> I'll be waiting for an answer.
> We are many here who want to know.
> {competitor} got my money today.
> I used to send everyone to you.

# sarcasm | negative | normal | yes
thank you so much for {cause}, what a service
five stars for {cause}. Never change!
so proud to be a customer, and now {cause} as an extra. Bravo
{cause}! Nobody in {town} does it like you, congratulations
love the sunny pictures today. And {cause}, so on brand
> Keep up the great work.
> *Can't wait for {day}.

# question | neutral | normal | yes
is it true about {cause}?
what's this about {cause}? My {order} is on {day}
I just heard of {cause}, does it concern {order} {ref}?
can you tell us what happened with {cause}?
what really happened? I read three versions by now
I got something from you on {day}, do I have to worry because of {cause}?
is somebody looking into {cause}?
*are you open tomorrow in spite of {cause}?
> I don't want to judge before I know.
> My {relative} asked me.
> There are so many versions going round.

# refund | negative | normal | yes
because of {cause} I want my money back for {ref}
cancel {ref} please and send me my {price}, after {cause} I'm out
how do we get our money back after {cause}?
> No voucher please.

# insult | negative | low | no
{cause}, lol, clowns
always knew it. Losers
idiots. Rot in {town}
*you are the idiots of {town}
pathetic, all of you

# press | neutral | high | yes
I'm writing for the local paper about {cause}. Could I have a statement by {time} today?
regional radio here. We report on {cause} tonight, who can comment?
consumer magazine, I have three questions on {cause}. Deadline tomorrow at noon
> My number is in my profile.

# legal | negative | high | yes
I'm one of the people hit by {cause}. You'll hear from my lawyer, {ref}
I have reported you to the authority today because of {cause}
> I have everything in writing.

# praise | positive | low | no
mistakes happen. I'll still come on {day}, chin up
I don't believe half of what they write about {cause}. You have always been fair to me
thinking of the team today, hang in there
""")

# Only where the cause is a danger.
INCIDENT += _read("""
# safety | negative | high | yes
I was there on {day} too and now I read about {cause}. What do I have to do?
my {relative} is affected as well by {cause}, please call us
is anybody warning people about {cause}? I bought from you on {day}
same here!! {cause}. We're at the doctor's
> My number is in {ref}.
> Please answer quickly.
""")
