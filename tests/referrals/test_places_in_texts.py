"""What people write for a place, in English and Spanish, and what is found in it."""

import pytest
from sqlalchemy.orm import Session

from referrals.places import Ambiguous, Found, Unknown, find_place

FOUND = {
    # ZIP codes
    "77036": "Houston, TX 77036",
    "77036-1234": "Houston, TX 77036",
    "mi zip es 77036": "Houston, TX 77036",
    "zip code:10001": "New York, NY 10001",
    "my zip is 9OO11 thanks": "Los Angeles, CA 90011",
    "2 kids with me, 60623": "Chicago, IL 60623",
    "call me 713-555-0100, im in 77081": "Houston, TX 77081",
    "apartado postal 77252": "Houston, TX 77252",
    "00901 San Juan": "San Juan, PR 00901",
    "９００１１": "Los Angeles, CA 90011",
    # a town with its state
    "Houston, TX": "Houston, TX",
    "houston tx": "Houston, TX",
    "Springfield IL": "Springfield, IL",
    "springfield, massachusetts": "Springfield, MA",
    "kansas city mo": "Kansas City, MO",
    "Kansas City Kansas": "Kansas City, KS",
    "portland or": "Portland, OR",
    "Billings MT": "Billings, MT",
    "Buffalo New York": "Buffalo, NY",
    "Paterson Nueva Jersey": "Paterson, NJ",
    "San Juan, TX": "San Juan, TX",
    "Mobile AL": "Mobile, AL",
    "aurora il": "Aurora, IL",
    "Texas, Houston": "Houston, TX",
    "Saint Paul, MN": "Saint Paul, MN",
    "Ft. Walton Beach FL": "Fort Walton Beach, FL",
    # inside sentences
    "abogado en Queens por favor": "Queens, NY",
    "I need a lawyer near San Antonio TX": "San Antonio, TX",
    "vivo en los angeles": "Los Angeles, CA",
    "ICE detained my husband in Hialeah, FL": "Hialeah, FL",
    "busco ayuda cerca de Homestead Florida": "Homestead, FL",
    "my brother was taken in Adelanto yesterday": "Adelanto, CA",
    "WHERE DO I GET A FREE LAWYER IN PHOENIX": "Phoenix, AZ",
    "landing in miami with parole will they let me in": "Miami, FL",
    "necesito abogado houston": "Houston, TX",
    "soy de mcallen": "McAllen, TX",
    "Tôi ở Houston": "Houston, TX",
    "mwen rete nan Miami": "Miami, FL",
    "Little Village Chicago": "Chicago, IL",
    # boroughs, nicknames, Spanish names, spellings
    "queens": "Queens, NY",
    "brooklyn": "Brooklyn, NY",
    "el bronx": "Bronx, NY",
    "Manhattan": "Manhattan, NY",
    "Staten Island": "Staten Island, NY",
    "NYC": "New York, NY",
    "nueva york": "New York, NY",
    "New York": "New York, NY",
    "LA": "Los Angeles, CA",
    "vivo en LA": "Los Angeles, CA",
    "i live in la": "Los Angeles, CA",
    "San Fran": "San Francisco, CA",
    "SF": "San Francisco, CA",
    "D.C.": "Washington, DC",
    "Washington DC": "Washington, DC",
    "Filadelfia": "Philadelphia, PA",
    "Nueva Orleans": "New Orleans, LA",
    "Ft Worth": "Fort Worth, TX",
    "St Louis": "Saint Louis, MO",
    "san josé california": "San Jose, CA",
    "Mayagüez": "Mayaguez, PR",
    "Jackson Heights": "Jackson Heights, NY",
    "Mc Allen": "McAllen, TX",
    "vivo en mc kinney": "McKinney, TX",
    "Mc Donough": "McDonough, GA",
    "Mc Donough NY": "Mc Donough, NY",
    "Brentwood Long Island": "Brentwood, NY",
    "Long Island City": "Long Island City, NY",
    "Long Island KS": "Long Island, KS",
    # a word that is also a city
    "Mesa": "Mesa, AZ",
    "vivo en Mesa": "Mesa, AZ",
    "arrested in Mesa yesterday": "Mesa, AZ",
    "Mesa AZ": "Mesa, AZ",
    # one namesake far larger than the others
    "Houston": "Houston, TX",
    "Chicago": "Chicago, IL",
    "brownsville": "Brownsville, TX",
    # counties
    "Cook County": "Cook County, IL",
    "condado de Cook": "Cook County, IL",
    "vivo en el condado de harris": "Harris County, TX",
    "Miami-Dade County": "Miami-Dade County, FL",
    "orange county ca": "Orange County, CA",
    # states
    "Texas": "Texas",
    "TX": "Texas",
    "in tejas": "Texas",
    "carolina del norte": "North Carolina",
    "Nuevo México": "New Mexico",
    "washington state": "Washington",
    "Puerto Rico": "Puerto Rico",
    # slips of the pen
    "chicgo": "Chicago, IL",
    "Housten tx": "Houston, TX",
    "vivo en Balitmore": "Baltimore, MD",
    "Wooland Hills, CA": "Woodland Hills, CA",
    "San Fransisco": "San Francisco, CA",
    "Albuqerque": "Albuquerque, NM",
}
NO_PLACE = [
    *("Help", "Home", "Ice", "Papers", "May", "Police", "Mi", "me", "in", "or", "ok", "OK", "hi"),
    *("", "   ", "...", "🙂", "\ud800", "help me", "hola", "gracias"),
    "la migra esta en mi casa",
    "LA MIGRA ESTA EN LA PUERTA",
    "ice is at my door",
    "I hope you can help me",
    "my union steward said no",
    "my mobile phone was taken",
    "el enterprise de mi primo",
    "free legal help near me",
    "Es urgente, hay un operativo cerca de mí.",
    "they want my papers in court",
    "estoy en casa",
    "no dejan que mi esposo llame desde el centro",
    "en el campo entraron camionetas",
    "duermen en el piso",
    "soy de Honduras",
    "I am from Mexico",
    "my daughter Charlotte is 5",
    "my mac on the desk",
    "dejaron los papeles en la mesa",
    "un juego de mesa",
    "o papel ficou na mesa",
    "my number is 713-555-0100",
    "7135550100",
    "A123456789",
    "A 123 456 789",
    "my alien number A12345678",
    "123-45-6789",
    "pague $50000 al notario",
    "caso 2024-12345-x",
]


@pytest.mark.parametrize(("text", "label"), FOUND.items())
def test_the_place_is_found(shipped: Session, text: str, label: str) -> None:
    place = find_place(shipped, text)
    assert isinstance(place, Found)
    assert place.label == label


@pytest.mark.parametrize("text", NO_PLACE)
def test_no_place_is_read_into_other_words(shipped: Session, text: str) -> None:
    assert find_place(shipped, text) == Unknown("none")


@pytest.mark.parametrize("text", ["99999", "00000", "mi zip es 99999", "zip OO1O2"])
def test_a_zip_that_does_not_exist_is_said_to_be_a_zip(shipped: Session, text: str) -> None:
    assert find_place(shipped, text) == Unknown("zip")


def test_a_town_is_taken_when_the_zip_beside_it_does_not_exist(shipped: Session) -> None:
    place = find_place(shipped, "Houston TX 99999")
    assert isinstance(place, Found)
    assert place.label == "Houston, TX"


@pytest.mark.parametrize(
    ("text", "labels"),
    {
        "Springfield": ["Springfield, MO", "Springfield, MA", "Springfield, IL"],
        "vivo en springfield": ["Springfield, MO", "Springfield, MA", "Springfield, IL"],
        "springfield me ayuda": ["Springfield, MO", "Springfield, MA", "Springfield, IL"],
        "Kansas City": ["Kansas City, MO", "Kansas City, KS"],
        "Orange County": ["Orange County, CA", "Orange County, FL", "Orange County, NY"],
        "condado de orange": ["Orange County, CA", "Orange County, FL", "Orange County, NY"],
        "Long Island": ["Suffolk County, NY", "Nassau County, NY"],
        "vivo en Long Island": ["Suffolk County, NY", "Nassau County, NY"],
        "我住在长岛": ["Suffolk County, NY", "Nassau County, NY"],
        "O'Fallon": ["O Fallon, MO", "O Fallon, IL"],
        "O Fallon": ["O Fallon, MO", "O Fallon, IL"],
        "I live in Portland or nearby": ["Portland, OR", "Portland, ME", "Portland, TX"],
        "Aurora": ["Aurora, CO", "Aurora, IL", "Aurora, OH"],
        "Enterprise": ["Enterprise, NV", "Enterprise, AL", "Enterprise, OR"],
    }.items(),
)
def test_namesakes_are_offered_the_largest_first(
    shipped: Session, text: str, labels: list[str]
) -> None:
    answer = find_place(shipped, text)
    assert isinstance(answer, Ambiguous)
    assert [choice.label for choice in answer.choices] == labels


def test_washington_alone_may_be_the_state_or_the_capital(shipped: Session) -> None:
    answer = find_place(shipped, "Washington")
    assert isinstance(answer, Ambiguous)
    assert [choice.label for choice in answer.choices[:2]] == ["Washington", "Washington, DC"]
