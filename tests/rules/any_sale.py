"""Any sale with any claims, for properties."""

from hypothesis import strategies as st

from samverkan.rules.claims import Claim, ClaimKind, Priority, Standing
from samverkan.rules.proceeds import Lot, Sale, SpecialCost

CLAIMS = st.builds(
    lambda capital, interest, cost, **more: {
        "capital": capital,
        "interest": interest,
        "single_case_cost": cost,
        **more,
    },
    st.integers(0, 10**7),
    st.integers(0, 10**6),
    st.integers(0, 10**5),
    kind=st.sampled_from(ClaimKind),
    public=st.booleans(),
    priority=st.sampled_from(Priority),
    attachment=st.integers(1, 3),
    standing=st.sampled_from(Standing),
    late=st.booleans(),
    capital_first=st.booleans(),
    keep_small=st.booleans(),
)


@st.composite
def sales(draw):
    found = draw(st.lists(CLAIMS, max_size=6))
    return Sale(
        reference="x",
        debtor="y",
        lots=tuple(
            Lot(str(place), price, through)
            for place, (price, through) in enumerate(
                draw(st.lists(st.tuples(st.integers(0, 10**7), st.booleans()), max_size=3))
            )
        ),
        claims=tuple(
            Claim(reference=str(place), creditor=f"b{place}", **one)
            for place, one in enumerate(found)
        ),
        special_costs=(SpecialCost("storage", "lager", draw(st.integers(0, 10**6))),),
        replacement=draw(st.integers(0, 10**6)),
        net_yield=draw(st.integers(0, 10**4)),
        interest=draw(st.integers(0, 10**4)),
    )
