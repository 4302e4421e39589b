"""Tells by a person's title, kin or given name whether "he" or "she" can stand for them.

English only, and precise before complete: of a name that both have, and of one that is not here, it says nothing.
"""

from __future__ import annotations

import re

from summarizer.patterns import compile_later

_HE = frozenset(
    """Aaron Abdul Abdullah Abraham Adam Adrian Ahmed Alan Albert Alberto Alejandro Alfred Ali Allan Allen
    Alexander Andre Andrew Andy Angelo Anthony Antonio Arnold Arthur Barack Barry Ben Benjamin Bernard Bernie
    Bill Bob Bobby Boris Brad Bradley Brandon Brendan Brett Brian Bruce Bryan Calvin Carl Carlos Charles Charlie
    Christopher Chuck Clarence Claude Colin Craig Curtis Dale Damien Dan Daniel Dave David Dennis Derek Diego
    Dmitry Dominic Don Donald Doug Douglas Duncan Dylan Ed Eddie Edgar Eduardo Edward Edwin Elijah Emmanuel Eric
    Ernest Ethan Eugene Evan Fernando Francisco Frank Franklin Fred Frederick Gabriel Gareth Gary Gavin Geoff
    Geoffrey George Gerald Gerard Gilbert Giovanni Glenn Gordon Graham Greg Gregory Hamid Hans Harold Harry
    Hassan Henry Herbert Howard Hugh Hugo Ian Ibrahim Isaac Ismail Ivan Jack Jacob Jake James Jared Jason Javier
    Jeff Jeffrey Jeremy Jerome Jerry Jim Jimmy Joe Joel John Johnny Jonathan Jorge Jose Joseph Josh Joshua Juan
    Julian Julio Justin Karl Keith Ken Kenneth Kevin Kurt Kyle Lamar Larry Lawrence Leo Leon Leonard Liam Lloyd
    Louis Lucas Luis Luke Malcolm Manuel Marc Marco Marcus Mario Mark Martin Marvin Matt Matthew Maurice Max
    Michael Miguel Mike Milton Mitch Mitt Mohamed Mohammad Mohammed Muhammad Nathan Nathaniel Neil Nelson
    Nicholas Nick Nigel Noah Norman Oliver Omar Oscar Oswald Owen Pablo Patrick Paul Pavel Pedro Peter Phil
    Philip Phillip Pierre Rafael Ralph Ramon Randy Raul Ray Raymond Ricardo Richard Rick Rob Robert Roberto
    Rodney Roger Roland Ron Ronald Roy Rudy Russell Ryan Salman Samuel Saul Scott Sean Sebastian Sergei Sergey
    Seth Simon Stanley Stefan Stephen Steve Steven Stuart Ted Terrence Theodore Thomas Tim Timothy Todd Tom
    Tommy Tony Tyler Victor Vincent Vladimir Wade Walter Warren Wayne Wesley William Winston Yusuf Zachary""".split()
)
_SHE = frozenset(
    """Abigail Adele Agnes Alexandra Alexandria Alice Alicia Alison Allison Amanda Amber Amelia Amy Ana Angela
    Angelina Anita Ann Anna Anne Annette Annie Audrey Barbara Beatrice Becky Bernice Beth Bethany Betsy Betty
    Beverly Bonnie Brenda Bridget Brittany Camila Carla Carly Carmen Carol Carole Caroline Carolyn Carrie
    Catherine Cecilia Cheryl Christina Christine Cindy Claire Clara Claudia Colleen Connie Cynthia Danielle
    Deborah Debbie Debra Denise Diana Diane Dianne Dolores Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena
    Elise Elizabeth Ella Ellen Ellie Emily Emma Erica Erin Esther Ethel Eva Evelyn Fatima Felicity Fiona Frances
    Gabrielle Gail Geraldine Gina Gladys Gloria Grace Greta Gretchen Gwen Hannah Harriet Hazel Heather Heidi
    Helen Helena Hillary Holly Ida Ilhan Ingrid Irene Iris Isabel Isabella Ivanka Jacinda Jackie Jacqueline Jane
    Janet Janice Jeanette Jeanne Jenna Jennifer Jenny Jessica Jill Joan Joanna Joanne Josephine Joyce Juanita
    Judith Judy Julia Juliana Julie Karen Kate Katherine Kathleen Kathryn Kathy Katie Kayla Kimberly Kirsten
    Kristen Kristin Kristina Laura Lauren Leila Lena Leticia Lillian Linda Lisa Lois Loretta Lori Lorraine
    Louise Lucia Lucille Lucy Lydia Lynne Mabel Madeleine Margaret Maria Marie Marilyn Marina Marissa Marjorie
    Martha Mary Maura Maureen Megan Melania Melinda Melissa Mercedes Meredith Meryl Michelle Mildred Miranda
    Miriam Molly Monica Muriel Nadia Nancy Naomi Natalia Natalie Nicole Nina Nora Norma Olga Olivia Paige Pamela
    Patricia Patty Paula Pauline Peggy Penelope Phyllis Priscilla Rachel Rebecca Regina Renee Rhonda Rita
    Roberta Rosa Rose Rosemary Ruth Sally Samantha Sandra Sarah Sara Selena Serena Sharon Sheila Shirley Sonia
    Sophia Sophie Stacy Stella Stephanie Susan Suzanne Sylvia Tammy Tanya Tara Teresa Theresa Tiffany Tina
    Ursula Valerie Vanessa Vera Veronica Viola Vivian Wanda Wendy Yolanda Yvonne Zoe""".split()
)
_TITLE = compile_later(
    r"(?:\b(?P<he>Mr|Sir|Lord|King|Prince|Pope|Congressman|Father|spokesman|chairman|businessman|actor|father|son|brother|"
    r"husband|uncle|grandfather|boyfriend|stepfather|widower|nephew)|"
    r"\b(?P<she>Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Congresswoman|Sister|spokeswoman|chairwoman|businesswoman|actress|"
    r"mother|daughter|sister|wife|aunt|grandmother|girlfriend|stepmother|widow|niece))\b\.?,? $"
)


def is_given(word: str) -> bool:
    """Whether a word is a given name that one of the two has."""
    return word in _HE or word in _SHE


def pronoun_of(name: str, before: str) -> str | None:
    """Return "he" or "she" where a person's title or given name tells it, else None.

    Args:
        name: as it stands in the text.
        before: the text up to the name.
    """
    title = _TITLE.search(before[-40:])
    if title:
        return title.lastgroup
    for word in re.split(r"[ -]", name)[:-1]:
        if is_given(word):
            return "he" if word in _HE else "she"
        if title := _TITLE.search(f"{word} "):
            return title.lastgroup
    return None
