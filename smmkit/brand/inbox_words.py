"""What customers of each trade write about: their questions, mishaps, praise and dangers.

Questions are whole sentences. Problems, faults, praises and dangers are clauses that can stand
alone; letdowns and causes are noun phrases. All begin in lower case, so that a frame can take
them anywhere. A cause marked "!" is a danger; after " / " it is what people soon call it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FAULTS", "PRAISES", "PROBLEMS", "WORDS", "Words"]

# What customers of every trade say, marked as in `inbox_lines`.
PRAISES = (
    "*been thinking about the {item} since {day}",
    "*the {item} made my {relative} smile for the first time in weeks",
    "*came for the {item}, stayed for the people",
    "*we drove past two others to get to you and it was right",
    "*my {relative} won't shut up about the {item}",
    "*even my {relative} liked it, and that means something",
    "*{day} is my {name} day now",
    "*I was in a foul mood until I walked into your place",
    "*the {item} is worth the whole trip to {town}",
    "*if you ever leave {town} I'm coming with you",
    "*got the {item} for my {relative}, best idea I had all year",
    "*you remembered my name after {s} visits",
    "*so glad you exist",
    "*sent a picture of the {item} to everyone I know",
    "+first supplier in {n} years that calls back on the same day",
    "+the {item} paid for itself within {n} weeks",
    "+{person} found the mistake before we did",
    "+the invoice matched the quote to the cent",
    "+switched from {competitor} in spring and have not looked back",
    "+my {relative} asked who recommended you, it was me",
    "+the {item} does what it says, which is rarer than you think",
    "+no call centre, no ticket, just {person} on the phone",
    "you fixed in {n} minutes what others could not in a week",
    "the {item} was even better than I remembered",
    "{person} deserves a medal",
    "I asked a silly question and got a kind answer",
    "you were honest with me about the {item}, I respect that",
    "you still answer your own messages, who does that these days",
    "{s} times now and never a bad one",
)
FAULTS = (
    "%the {item} was nothing like on your pictures",
    "*I waited {m} minutes and was then told to come back on {day}",
    "*the price at the till was not the price on your page",
    "*I was the only one in the place and still nobody looked up",
    "*you closed ten minutes early and I stood at the door with my {relative}",
    "*my {relative} was talked down to in front of everybody",
    "%the {item} was sold out, again, although you advertise it",
    "*somebody laughed when I asked about the {item}",
    "+the offer said {price} and the invoice says otherwise",
    "+my {relative} was passed on {s} times and nobody felt responsible",
    "+you changed the terms of the {item} without telling us",
    "+nobody came to the call we had fixed for {day}",
    "+{person} promised an answer by {day} and then left for the holidays",
    "+the {item} was not what the offer described",
    "I was promised a call back on {day} and nothing came",
    "I've sent {s} mails and got one robot answer",
    "your phone just rings and rings, all of {day}",
    "the {item} costs {price} now and is worse than before",
    "you answered everybody in the comments except me",
    "the mistake was yours and I had to pay for it",
)
PROBLEMS = (
    "*the discount code from your post is refused",
    "I have two confirmations and don't know which one counts",
    "my name is wrong on the confirmation",
    "I paid and then the page went white",
    "I was charged {price} and it should be {less} less",
    "the confirmation says {day} and I asked for another day",
    "*your site says the {item} is sold out after I paid for it",
    "I need an invoice with our address on it and got a slip",
    "nobody has confirmed the {item} for {day} yet",
    "the link in your mail leads nowhere",
    "I put in the wrong phone number, so you can't reach me",
)


@dataclass(frozen=True)
class Words:
    """
    The words of one trade's inbox.

    `order` is what its customers call what they bought; `things` tells whether that is something
    to carry home.
    """

    order: str
    order_fr: str
    things: bool
    questions: tuple[str, ...]
    problems: tuple[str, ...]
    faults: tuple[str, ...]
    letdowns: tuple[str, ...]
    praises: tuple[str, ...]
    dangers: tuple[str, ...]
    causes: tuple[str, ...]


def _read(text: str) -> dict[str, Words]:
    """Read "# trade | order | its French | things or visits", "= part" and one phrase a line."""
    found: dict[str, Words] = {}
    for block in text.strip().split("\n# "):
        head, *parts = block.removeprefix("# ").split("\n= ")
        trade, order, french, kind = (cell.strip() for cell in head.split("|"))
        lists = {
            name: tuple(line for line in lines if line)
            for name, *lines in (part.split("\n") for part in parts)
        }
        found[trade] = Words(order, french, kind == "things", **lists)
    return found


WORDS = _read("""
# bakery | order | ma commande | things
= questions
is the rye bread sliced or do I have to do it myself?
does the cardamom bun have egg in it? asking for my son, he's allergic
do you keep a sourdough loaf back if I ring in the morning?
what time does the bread come out on {day}s?
can I get the apple tart for {n} people for {day}?
do you sell any of your starter?
is anything gluten free or is it all made in the same room?
are the buns from this morning or from yesterday at closing time?
do you take old bread back, or give it away somewhere?
= problems
I ordered {n} rye breads for {day} and only got half of them
the tart I reserved was sold to someone else before I got there
I paid online for order {ref} and the till says it never came in
my standing order for {day} was not in the book
the birthday tart has the wrong name on it
you gave me a plain bun box, I had paid for the cardamom ones
= faults
the sourdough loaf was raw in the middle
the buns I bought at four were hard as stone
the rye bread was mouldy on day two
I queued {m} minutes and then you had nothing left but rolls
the girl at the till rolled her eyes when I asked about nuts
the apple tart was burnt underneath and somebody had turned it to hide it
the loaf gets smaller every month and the price does not
= letdowns
a loaf that is raw in the middle
a {m}-minute queue for one bun
a tart that is burnt underneath
yesterday's rolls at today's price
a box of {n} buns with two missing
= praises
that cardamom bun is the best thing in {town}
my kids ate the whole rye bread before we got home
the sourdough still tasted good on day four
your apprentice was so kind to my mum this morning
the whole street smells of your bread at six and I love it
I drove {n} km for that apple tart and I would do it again
= dangers
I bit on a piece of metal in the sourdough loaf and broke a tooth
my daughter came out in hives after the bun, and the label says no nuts
there was a splinter of glass in the apple tart
= causes
!the glass found in a rye bread / the glass in your bread
the mould under the label of the sourdough / the mouldy loaves
the overnight price rise on every loaf / the new prices
the old buns sold as fresh / the old buns
# bike repair | repair | ma réparation | visits
= questions
how long is the wait for a spring service right now?
do you fix e-bikes or only normal ones?
can I drop my bike off before work, like half seven?
is a worn cassette included in the spring service or extra?
do you do tubeless, and how much roughly?
my back wheel has a broken spoke, is that same day or leave it with you?
do you have a brake set for an old steel frame, 1980s?
can you look at a kid's bike with a stuck gear on {day}?
do you buy used bikes or take them in part exchange?
= problems
the bike was promised for {day} and it is still in the back
I got a text that repair {ref} is ready, came by, and it is not
you fitted the wrong brake set, mine are hydraulic
my lights were on the bike when I left it and now they are not
I was quoted one price and the bill says {price} more
my slot on {day} disappeared from the booking page
= faults
the brakes squeal worse than before I brought it in
the chain came off on the way home from your shop
the same tyre was flat again after {n} days
the saddle came back at a height for a giraffe and the bolt was loose
your mechanic talked to my husband instead of me, and it is my bike
nobody told me about the extra part until I stood at the till
there is a fresh scratch right across the top tube
= letdowns
a puncture repair that lasts {n} days
brakes that scream louder than before
a bike that is ready "tomorrow" for two weeks
a fresh scratch on the top tube
a bill that is {price} above the quote
= praises
you fixed my gears while I waited and I made my train
the winter check was worth every cent, it runs like new
your wheel builder saved a rim everyone else called scrap
honest people, they told me NOT to buy a new bike
my daughter rode to school alone for the first time on the bike you fixed
{n} years of commuting and never a better service
= dangers
my front brake failed completely on the hill, one day after your service
the stem was not tightened and I went over the bars, I am in hospital now
the wheel you trued came loose in traffic this morning
= causes
!the front brakes that failed after a spring service / the failed brakes
the customer bikes left out in the rain all night / the bikes in the rain
the secret extra charges on every repair / the hidden extras
the stolen e-bike from your yard / the stolen bike
# language school | course | mon inscription | visits
= questions
is the evening course still open or full?
what level is the conversation class? I had {n} years at school but forgot most of it
how many people are in a group?
do I get a certificate that a university accepts?
can I miss {n} lessons and catch up online?
is there a trial lesson before I pay the whole course?
do you have anything on {day} mornings, I work late shifts
does the exam course include the exam fee?
is the summer week also for a 14 year old?
= problems
I paid for the evening course and my name is not on the list
the link for tonight's online lesson does not open
I was put in B2 and I asked for A2, I understand nothing
the room for the conversation class was locked and nobody came
the book you told us to buy is the wrong edition
I have not had my certificate, the course ended {n} weeks ago
= faults
we have had {s} different teachers in one term
the lesson was cancelled an hour before, for the third time
there are {m} of us in a "small group"
our tutor spoke English for the whole of the Spanish class
I asked about the refund rules twice and got a smiley back
the exam course never once did a practice exam
the heating in the room was off and we sat in our coats
= letdowns
a "small group" of {m} people
the third cancelled lesson this month
a Spanish class taught in English
an exam course without a single practice exam
a certificate that takes {n} weeks to print
= praises
I ordered dinner in Spanish last week and they understood me
passed!!! the exam team was right about everything
your newest tutor makes my mum laugh, and she is 71
after {n} lessons I am not scared of speaking any more
best evening of my week, every week
my son asks when the summer week is on again
= dangers
the fire exit on your corridor is chained shut during the evening course
a tutor is writing private messages to my daughter, she is 15
a ceiling panel came down next to a pupil in room {n}
= causes
!the chained fire exit during classes / the chained exit
the course that was cancelled after everybody had paid / the cancelled course
the exam registrations you forgot to send in / the forgotten exam forms
the teacher who was let go in the middle of term / the sacked teacher
# florist | order | ma commande | things
= questions
do you deliver to the hospital in {town}?
are there still peonies or is it over for this year?
what would a table arrangement for {n} people cost roughly?
can you put a card in and leave the price out?
is the spring bouquet safe for cats? ours eats everything
can I pick up at seven on {day}, before the train?
how long does the dried wreath keep outdoors?
do you do funerals at short notice, it would be for {day}
do you rent out the vases too?
= problems
the flowers for order {ref} went to the old address
it was meant to arrive before noon and it is not here yet
the card in the bouquet is somebody else's, it says happy retirement
I ordered white and it came in orange
nobody was home and the driver left it in the sun
I was charged twice for the wreath
= faults
the tulips were dead on day two
half of the bunch was brown inside the paper
the bouquet looks nothing like the picture, it is half the size
the delivery came {s} hours late, to a funeral
I asked for no lilies because of the cat and there were lilies in it
the man on the phone hung up on my mother
the peonies never opened, not one
= letdowns
a bouquet that is dead in two days
{n} stems and a lot of green for {price}
flowers that arrive after the funeral
lilies in the one bouquet that said NO LILIES
a wreath that rains petals when you look at it
= praises
my wife cried, in a good way
those tulips lasted {n} days on my desk
you found peonies when nobody else in {town} had any
the table looked like a painting on {day}
thank your driver for carrying it up four floors to my gran
the dried wreath still hangs in our hall after a year
= dangers
the shop bucket outside was full of broken glass and my toddler cut his hand
you put lilies in the bouquet after I wrote NO, my cat is at the vet's on a drip
I have a burning rash up both arms from the stuff sprayed on the peony bunch
= causes
!the spray on the peonies that burns the skin / the peony spray
the Mother's Day bouquets that never arrived / the missing bouquets
the wedding you forgot / that wedding
the old flowers sold at full price on Valentine's / the Valentine's flowers
# yoga studio | pass | mon abonnement | visits
= questions
is the beginner course ok with a bad knee?
do I need my own mat?
how long is the ten-class pass valid?
can I freeze my pass, I'm away for {n} weeks?
is the morning flow on during the holidays?
are there showers? I would go straight to work
can I come pregnant, week {n}?
is there a place left at the weekend retreat?
do men come too or will I be the only one
= problems
my pass shows zero classes left and I have used {n}
I booked the morning flow and was on a waiting list when I came
the app took the money twice for pass {ref}
the retreat dates changed and nobody wrote to me
I can't cancel tonight's class in the app, the button does nothing
the door was locked at {time} although the class was on the plan
= faults
there were {m} of us in a room for twelve
the teacher pushed my shoulder down although I said it hurts
the class started late because the teacher was on the phone
the showers have been cold since {day}
I got told off at the front desk in front of everyone
the studio smells of wet carpet and nobody does anything
my pass expired two days early and you kept the rest
= letdowns
a "calm" class with {m} people mat to mat
ice cold showers after the morning flow
a pass that expires while I am ill
a teacher who texts during the breathing
a retreat with a building site next door
= praises
I slept through for the first time in months after your class
your morning teacher is the reason I get up
my back has not hurt for {n} weeks
never felt judged, and I can't touch my toes
the retreat was exactly what I needed
the front desk remembered my name on day two
= dangers
a woman fainted in the hot room today and nobody knew where the first aid box was
a ceiling heater came down in the morning flow, it missed me by a hand
I heard something tear when the teacher adjusted me, I can't turn my neck now
= causes
!the heater that fell from the ceiling / the falling heater
the passes that were cancelled without a word / the cancelled passes
the teacher who left from one day to the next / the teacher who left
the double bookings of the whole week / the double bookings
# dental clinic | appointment | mon rendez-vous | visits
= questions
are you taking new patients at the moment?
how much is a cleaning visit without insurance?
a filling is loose, it does not hurt, could someone look on {day}?
from what age should a child come for a first visit?
does whitening hurt? I have sensitive teeth
is there parking, my father can't walk far
can I get an invoice that my insurance accepts?
how long is the wait for a check-up?
do you treat people who are really scared? it's been {n} years
= problems
I got a reminder for an appointment I never made
my appointment was moved to {day} and nobody asked me
I sat in the waiting room for {m} minutes and then was sent home
the invoice {ref} lists a treatment I did not have
I have rung {n} times today and it goes to the machine
the online form loses everything when I press send
= faults
the filling you did fell out after {n} days
I was talked to like a child the whole time
nobody told me the price before, it was {price} in the end
I waited {m} minutes past my time with my son in tears
the dentist started before the injection worked
the whitening did nothing, I can't see a difference
you could hear every word from the next room
= letdowns
a filling that lasts {n} days
{m} minutes in the waiting room with a crying child
a bill of {price} that nobody mentioned before
a whitening only you can see
a reminder text for an appointment you had cancelled
= praises
first time in {n} years I was not afraid
my son wants to go back, to the DENTIST
your hygienist explains everything and never lectures
they saw me the same morning when my tooth broke
I felt nothing, honestly nothing
the reception team remembered that my mum needs the lift
= dangers
my face has swollen up since the extraction yesterday and I have a fever
you gave me penicillin although my file says I am allergic, I can hardly breathe
the tool on the tray had dried blood on it when you started on my son
= causes
!the instruments that were not cleaned / the dirty instruments
the patient letters with the wrong names / the mixed-up letters
the treatments billed that never happened / the false bills
the cancelled check-ups of a whole month / the cancelled check-ups
# coffee roaster | order | ma commande | things
= questions
is the espresso blend very dark or more medium?
can you grind the filter roast for a French press?
when was this week's batch roasted?
do you ship the tasting box abroad?
is there a decaf that does not taste of cardboard
how much caffeine is in the cold brew?
which one do you use for milk drinks at the bar?
is it cheaper by the kilo, I'd take {n}?
are the bags compostable or does it go in the normal bin?
= problems
my bag was ground and I ordered whole beans
the subscription sent {n} bags instead of one
the parcel for order {ref} has sat in a depot since {day}
there is no roast date on the bag I got
the tasting box came with two of the same
I paused my subscription and you still charged me
= faults
the beans were roasted {n} weeks ago, I call that stale
the espresso blend tastes of burnt rubber this time
the cold brew had gone fizzy
I asked for a flat white and got warm milk and an attitude
the bag arrived split and half of it was in the box
the filter roast is not the coffee you sold under that name last year
there was a stone in the beans and my grinder is dead
= letdowns
beans roasted {n} weeks ago
a flat white that is warm milk with an attitude
a "fresh" bag without a date on it
a split bag and half of it loose in the box
a subscription you can start but never stop
= praises
this filter roast turned my wife into a coffee snob
the bar team on {day} is the nicest in {town}
I can't go back to supermarket coffee now, thanks a lot (really)
your tip on the grind saved my French press
the tasting box was the best present of the year
smells like oranges, tastes like oranges, how
= dangers
the cold brew bottle exploded in my bag and cut my hand
I found a piece of blade in the ground coffee
my husband reacted to the oat drink, you used nut milk and did not say
= causes
!the cold brew bottles that burst / the exploding bottles
the stale beans with new date stickers / the new stickers on old beans
the tip jar the staff never got / the tips
the price of the espresso blend that doubled / the doubled price
# hair salon | appointment | mon rendez-vous | visits
= questions
how much is a colour refresh for shoulder length?
do you have anything free on {day} after five?
does your colourist do grey blending?
do you cut kids' hair, mine is 3 and does not sit still
do I have to pay the deposit for bridal styling now?
can I bring a picture or do you hate that
do you do curly cuts dry?
is a beard trim possible without an appointment?
which shampoo did you use on me last time, it smelled of fig
= problems
I came at {time} and nobody had my appointment in the book
my booking for {day} was cancelled by text an hour before
I left my scarf in the salon on {day}
I was charged for a colour, I only had a cut
the gift card {ref} is refused on your site
my bridal trial is booked with someone who does not work there any more
= faults
I asked for two centimetres and she took off ten
the colour came out orange
my ear was cut and nobody said sorry
I sat with dye on my head for {m} minutes while they took the next one
the fringe is crooked, I can see it from across the room
I was asked about my weight, at the hairdresser's
the colour washed out after {n} days
= letdowns
two centimetres that turned out to be ten
a warm brown that is traffic cone orange
a fringe cut by earthquake
{m} minutes alone with dye on my head
a colour that leaves after {n} washes
= praises
I have not stopped looking in shop windows since
your colourist fixed what another salon broke
my son sat still for the first time ever
three people asked me who did my hair
best beard in {town}, says my wife
I walked in sad and walked out tall
= dangers
my scalp is blistering from the colour you put on yesterday
nobody did a patch test and my eyes have swollen shut
the curling iron burnt my neck and it is weeping now
= causes
!the dye that burnt several customers / the burns
the bridal bookings cancelled in one evening / the cancelled brides
the tips kept from the juniors / the juniors' tips
the gift cards you no longer take / the gift cards
# climbing gym | ticket | mon billet | visits
= questions
is it very full on {day} evenings?
can my 6 year old climb or only in the kids' club?
do you rent shoes in size 48?
is the starter course enough to belay on my own after?
are dogs ok in the café bit?
when do the new routes go up?
is there a discount for students or the under-27s?
can I come alone, or do I need a partner?
is the outdoor wall open when it rains
= problems
I paid for {n} day tickets and only got one code
the starter course on {day} is gone from my account
the locker kept my coin and my phone, the desk was closed
my yearly card {ref} does not open the gate since {day}
the kids' club says my son is not signed up, I have the mail here
I could not find my shoes in lost property, red ones
= faults
the holds have not been cleaned for months, you slide off
a birthday group of {n} ran under people on the wall
the blue route is graded for giants
the desk let people in although the hall was full
the mats have gaps you could lose a foot in
I was told to "just fall" when I asked for help
the showers were out of order again, {n}th week
= letdowns
a hall with {n} people per route
holds polished like a bar of soap
a locker that eats coins
a kids' party under my project
{n} weeks without a working shower
= praises
sent my first 6b today!!!
your route setter is a genius, the yellow one in the cave
the belay team was so patient with my fear of heights
my daughter found her sport, and her friends
the technique clinic was worth more than a year of trying
friendliest hall I have been in, and I have been in {n}
= dangers
the auto belay on line {n} did not catch me, I hit the mat from the top
a hold spun out and hit a boy on the head, he was bleeding
a bolt on the overhang is loose, I can turn it by hand, people are climbing on it
= causes
!the auto belay that did not catch / the fall on Saturday
the price of the yearly card, up by a third / the new price of the card
the kids' club that closed with a day's notice / the end of the kids' club
the hall that let in twice the people / the overcrowded hall
# bookshop | order | ma commande | things
= questions
can you order a book that is out of print?
do you have the novel of the month signed?
what do you have for a 9 year old who hates reading?
is there a seat left in the reading club?
do you take part in the school book vouchers?
do you buy second hand?
is the reading on {day} in English?
could you put the cookbook aside, I'm in {town} on {day}
anything like the one you posted last week, but less sad?
= problems
order {ref} was ready for pick-up and then it was not there
I got volume two and I ordered volume one
the children's box came without the book, only the stickers
the voucher my gran gave me is refused
I have waited {n} weeks for a book you said takes two days
the reading club mail has last month's date
= faults
the "new" book had a coffee ring on page {m}
I was told off for reading the first page
the reading was moved upstairs and my wheelchair stayed down
the children's box was for age 4, my son is 11
nobody came to the till for {m} minutes, they were chatting
the cookbook arrived with a broken spine
you recommended it as funny and it was about a dying dog
= letdowns
a new book with somebody's coffee on page {m}
a reading upstairs, without a lift
a two-day order that takes {n} weeks
a funny book about a dying dog
a children's box with nothing for children in it
= praises
your night reader picked a book I would never have touched and I cried
my ten year old READS now, what did you do
the only shop in {town} where I forget the time
the reading club is my favourite evening
you found a book I had been after for {n} years
the wrapping was so lovely that my mum kept it
= dangers
a whole shelf tipped over in the children's corner, a boy was under it
the toy in the children's box broke and my daughter swallowed a magnet
the back stairs have no light and my father fell this evening
= causes
!the shelf that fell in the children's corner / the fallen shelf
the reading you cancelled because of the author's views / the cancelled reading
the school orders that came after the holidays / the late school books
the vouchers that ran out overnight / the dead vouchers
# dog grooming | appointment | mon rendez-vous | visits
= questions
how much is a full groom for a labradoodle?
does he have to be vaccinated for the puppy's first visit?
can I stay with her, she panics?
how often should nails be done?
do you take cats by any chance?
do you have a muzzle, he snaps at dryers
how long does the wash and dry take, can I go shopping?
is there a slot for two dogs at once on {day}?
what shampoo do you use, ours has itchy skin
= problems
I came at {time} and the shop was dark
you wrote that Luna is ready and she is still wet
I was booked for a full groom and they only did the nails
my deposit for {ref} does not show up
I asked for a teddy cut and he came back shaved
his collar is missing since the visit on {day}
= faults
he came back with a bald patch and nobody knows why
she limped after the nail trim
the dog was in a cage for {m} minutes with the dryer on
they clipped a matted coat without asking me, he looks naked
my dog shook all the way home, he used to like it
I heard the groomer shout at a puppy
they charged {price} extra for "bad behaviour"
= letdowns
a teddy cut that looks like a lawn
a bald patch in the shape of {town}
a dog that hides when I say your name
{price} extra for barking
a nail trim that ended in a limp
= praises
he walked out like a prince
your puppy handler sat on the floor with her until she stopped shaking
first groomer in {n} years who listened to me
she smells like a cloud
an old dog with a bad hip, and they were so gentle
our double coat drama is over, thank you thank you
= dangers
my dog came home with a burn on his belly from the dryer
she was cut in the ear and it has not stopped bleeding for an hour
there is something wrong with the shampoo, his eyes have swollen shut
= causes
!the dog that was burnt by a dryer / the burnt dog
the video of a groomer shouting at a puppy / that video
the appointments cancelled for a whole week / the cancelled appointments
the extra fee for big dogs that nobody announced / the big dog fee
# ceramics studio | booking | ma réservation | things
= questions
is the wheel evening ok for total beginners?
when can I collect what I made on {day}?
are the mugs dishwasher safe?
could you make {n} plates in the grey glaze?
do you fire other people's pieces?
how long is a gift voucher valid?
is clay under the nails normal after three washes lol
can we book the glaze workshop for {n} colleagues?
do you have left-handed wheels, is that even a thing
= problems
my bowl from the wheel evening is not on the shelf
I got a piece back that is not mine
the mug came in {n} pieces
my voucher {ref} does not work on the booking page
the workshop mail says six, the door says seven
I was down for the wheel and there were not enough wheels
= faults
my pieces exploded in the kiln and I heard about it from another guest
the glaze came out brown, it was meant to be blue
there were {n} people for four wheels
the stoneware mug cracked with the first hot tea
our teacher was out for half of the evening
I waited {n} weeks for a cup and then it was the wrong one
the handle came off in my hand
= letdowns
a mug that can't take hot tea
{n} people and four wheels
a blue glaze in a lovely mud brown
a bowl that somebody else took home
a handle without a mug
= praises
I drink every coffee from it, and I made it MYSELF
your potter has the calmest hands in {town}
the wheel evening was our best date in years
the glaze on the big bowl, I can't stop looking
my mother-in-law liked the present, that never happened before
I forgot my phone for three whole hours
= dangers
the mug broke while I carried it and I have a deep burn on my leg
a guest's scarf was caught in the wheel tonight, it has no guard
is the glaze food safe? my test strip says LEAD, we have been drinking from it
= causes
!the lead in a glaze on the mugs / the lead in the glaze
the kiln load of the whole course that broke / the broken kiln load
the vouchers you do not honour / the refused vouchers
the workshops that were double booked / the double bookings
# natural cosmetics | order | ma commande | things
= questions
is the sun cream ok for babies?
does the face oil go off, mine is from last year
is the oat soap really without perfume?
can I use the travel set in hand luggage?
which cream for rosacea, I react to everything
is it vegan or "almost vegan"?
do you refill the bottles in the shop?
is the white film of the sun cream normal?
what is in the "parfum" on the label?
= problems
the pump on my bottle does not work
the parcel {ref} leaked and everything is oily
I got the travel set without the cream
I ordered SPF 50 and got 30
your site took my discount code and gave me nothing
tracking says delivered, my doorstep says no
= faults
the face oil smells rancid
the oat soap melted into mush in {n} days
I burned with your sun cream, on a cloudy day
you changed the recipe and did not tell anyone
the jar is half air, I weighed it
I asked about an ingredient and was told to trust nature
the label says recyclable and our town says no
= letdowns
a jar that is half air
a sun cream that comes with sunburn
an oil that smells of old chips
a soap that lives for {n} days
advice to "trust nature" with a rash on my face
= praises
my skin has not been this calm in {n} years
the oat soap is the only one my son does not scratch from
finally a sun cream that does not sting in the eyes
the little note from the packing table made my day
{n}th bottle of the face oil and counting
even my husband uses it, secretly
= dangers
my eyes have swollen shut after the new cream, I am at the doctor's
my baby has blisters after the sun cream, and it says from birth
there is black mould inside a sealed jar
= causes
!the rash from the new face oil / the rashes
the "natural" oil with a synthetic perfume in it / the fake natural oil
the sun cream that failed a consumer test / the sun cream test
the parcels lost before Christmas / the lost parcels
# accounting software | account | mon compte | visits
= questions
can two people work in the invoice module at once?
does the payroll add-on do part-time and hourly staff?
is the year-end package included in the yearly plan?
how do I export everything for our tax adviser?
where is our data stored?
can we import from a spreadsheet, {n} years of it?
do you charge per user or per company?
is there an API for our shop system?
can I undo a closed month or is that gone for good?
= problems
I can't log in since {day}, the reset mail never comes
invoice numbering jumped from {n} to 1 overnight
our bank feed stopped on {day}
we are billed for {n} users and have two
ticket {ref} has been open for {n} days
the export leaves out credit notes
= faults
the update moved every button the week before our year-end
support closed my ticket without an answer
the payroll add-on miscounted overtime for {n} people
I spent {s} hours on hold
the price went up in the middle of a contract
your help page describes a version from two years ago
the report is wrong by {price} and nobody can say why
= letdowns
an update in the week of our year-end
{s} hours of waiting music
a ticket closed as "solved" by nobody
a help page from another century
a report that is wrong by only {price}
= praises
we closed the month in a day, first time ever
your support lead rang back within {m} minutes
our bookkeeper smiles, it is unsettling
the reminder feature got {n} late invoices paid in a week
finally a tool my accountant does not curse
your year-end checklist saved us
= dangers
I can see another company's payroll in my account right now
your mail with our login data went to somebody we don't know
the payroll run paid everyone twice this morning and I can't stop it
= causes
!the customers who saw each other's payroll / the payroll leak
the outage on the last day of the month / the outage
the price rise in the middle of a contract / the price rise
the update that lost the credit notes / the lost credit notes
# office cleaning | contract | notre contrat | visits
= questions
what would an evening contract for {n} desks cost?
do you also do windows above the third floor?
are your people insured and on the books?
could you do a move-out clean on {day}?
do you bring your own supplies?
is a deep clean possible over a weekend?
how much notice does the contract have?
can we get the same person each time? our alarm is a bit special
do you separate paper and the rest, our landlord checks
= problems
nobody came on {day}, the bins are full
the alarm went off at {time} because the crew had the old code
the invoice {ref} has {n} visits, we had half of those
the window round was moved and the scaffold stood there for nothing
the key was not returned to reception
the kitchen is not on the list any more and it should be
= faults
the meeting room floor was sticky for our board meeting
somebody unplugged the server to plug in a vacuum
{n} weeks in a row the toilets were skipped
your site lead promised to call and did not
our plants were watered with descaler
the evening crew uses our coffee machine and leaves it open
the deep clean was a shallow one, look behind the fridge
= letdowns
a deep clean that stops at the carpet edge
a vacuum plugged in where our server was
{n} weeks of skipped toilets
a board meeting on a sticky floor
a site visit that is always next {day}
= praises
the early shift found a ring and put it on my desk with a note
our landlord asked who cleans here
the move-out clean got us the whole deposit back
your planner answers faster than our own staff
Monday mornings smell of lemon and not of last week
{n} years, not one missed visit
= dangers
your crew left bleach in a water bottle and a colleague drank from it
the back door stood open all night after your shift
a wet floor without a sign, and our receptionist is in hospital
= causes
!the bleach that was left in a drinking bottle / the bleach
the keys that were lost with our address on them / the lost keys
the crew that was not paid for weeks / the unpaid crew
the visits billed that never happened / the false bills
# packaging supply | order | notre commande | things
= questions
what is the minimum run for printed tape?
how long from proof to delivery at the moment?
are the mailer boxes recycled, and can we have that on paper?
can you hold a price for {n} months?
do you do a box {n} by 30 by 12?
is the paper filler ok with food?
can we get the sample kit by {day}?
what does a pallet of mailer boxes cost, delivered to {town}?
do you print white on brown? our agency says nobody does
= problems
the pallet for {ref} is {n} boxes short
the tape was printed mirrored
the lorry came at {time}, our gate closes at three
you sent 200 and we need 300 millimetres
our proof has been "with the operator" since {day}
the invoice shows a pallet deposit we returned
= faults
one box in {n} has a torn flap
the tape does not stick below ten degrees, and a warehouse is cold
the red is not our red
the delivery date moved for the {n}th time
boxes were wet on one side of the pallet
the minimum order doubled and we read it on the invoice
our rep has changed three times this year
= letdowns
a red that is a very brave pink
tape that sticks to everything but boxes
a delivery date that moved {s} times
a pallet that is wet on one side only
a minimum order I find on the invoice
= praises
parcel damage is down by half since we changed the box
your sample maker sent three ideas before I had finished asking
the loading bay waited for our driver, that's service
the two-colour print looks like four
the box size advice saved us {price} a month
{n} orders, every one on time
= dangers
a pallet collapsed when our driver cut the strap, he is hurt
the filler smells of solvent and two packers have headaches
there are open staples in the boxes, one of our people needed stitches
= causes
!the pallets that collapse when opened / the collapsing pallets
the tape that comes off in the cold / the tape
the customer artwork that went to a competitor / the leaked artwork
the late deliveries before the sales week / the late deliveries
""")
