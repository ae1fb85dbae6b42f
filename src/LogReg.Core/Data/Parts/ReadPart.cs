namespace LogReg.Data;

/// <summary>A part while it is read.</summary>
/// <param name="Number">Its position among the parts.</param>
/// <param name="FirstRow">The rows of the parts before it.</param>
/// <param name="FirstByte">Their bytes.</param>
/// <param name="Name">What the column of parts calls it.</param>
/// <param name="Fields">For each planned column its place in a record of the part.</param>
/// <param name="PlaceIn">From the part and a place in it to the place in all parts.</param>
internal sealed record ReadPart(
    int Number, long FirstRow, long FirstByte, string Name, IReadOnlyList<int> Fields, Func<int, RowPlace, RowPlace> PlaceIn);
