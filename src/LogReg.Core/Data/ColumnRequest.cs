namespace LogReg.Data;

/// <summary>A column to read. Columns that are not requested are not parsed.</summary>
/// <param name="Name">The name in the header, or <c>x1</c>, <c>x2</c>, … when there is none.</param>
/// <param name="Kind">How to read it. The same column may be requested twice, with different kinds.</param>
/// <param name="KnownLevels">
/// For <see cref="ColumnKind.Categorical"/>: the levels to code by, such as those of a model; a text that is not among them
/// becomes <see cref="CategoricalColumn.Unseen"/>. <see langword="null"/> to take the levels from the data.
/// </param>
public sealed record ColumnRequest(string Name, ColumnKind Kind, LevelTable? KnownLevels = null)
{
    /// <summary>What the numbers are if they cannot be anything else, such as <c>weights</c>; otherwise <see langword="null"/>.</summary>
    internal string? Role { get; init; }

    /// <summary>How its numbers are written, if not only as plain numbers.</summary>
    internal NumberNotation? Notation { get; init; }

    /// <summary>Whether texts stay what they are, whatever numbers they may be: those of a target are the names of classes.</summary>
    internal bool KeepsTexts { get; init; }

    /// <summary>The most texts of a column that <see cref="StoresTexts"/> concerns: no target has more classes.</summary>
    internal const int MostStoredTexts = 1000;

    /// <summary>Whether a column of numbers in a notation stays one of levels, together with the note on it: for a cache, which does not
    /// know whether the column will be a target, whose texts are names.</summary>
    internal bool StoresTexts { get; init; }

    /// <summary>The weights of rows.</summary>
    internal static ColumnRequest Weights(string name) => new(name, ColumnKind.Numeric) { Role = "weights" };

    /// <summary>The offsets of rows.</summary>
    internal static ColumnRequest Offsets(string name) => new(name, ColumnKind.Numeric) { Role = "offsets" };

    /// <summary>What to do about a cell that is not a number; <see langword="null"/> if that depends on the cell.</summary>
    internal string? HintForText => Role is null ? null : $"{Role} must be numbers: correct the cell, or use another column";
}
