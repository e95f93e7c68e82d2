"""What stands in the addresses of lists, of all that has many."""

from tests.guidebook.opened import books_to_list
from tests.network.opened import network_to_list
from tests.support.opened.alumni import alumni_to_list
from tests.support.opened.internships import internships_to_list


def rows_to_list(cast):
    interns = internships_to_list(cast) | alumni_to_list(cast)
    return interns | books_to_list(cast) | network_to_list(cast)
