namespace LogReg.Terms;

/// <summary>Numbers that stand for levels.</summary>
internal enum LevelCoding
{
    /// <summary>Of ordered levels for each but the first whether the level is at least that one: the coefficient is the difference from the
    /// level before.</summary>
    Steps,

    /// <summary>For each level but the last 1, and −1 for the last: the coefficient is the difference from the mean of all levels, as with
    /// <c>contr.sum</c> in R.</summary>
    Effect,
}
