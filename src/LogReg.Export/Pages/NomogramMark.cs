namespace LogReg.Export.Pages;

/// <summary>A value on an axis of a nomogram.</summary>
/// <param name="Text">The value.</param>
/// <param name="Points">Its points, from 0.</param>
/// <param name="IsBelow">Whether the value stands below the line, because the points fall where it stands.</param>
internal sealed record NomogramMark(string Text, double Points, bool IsBelow);
