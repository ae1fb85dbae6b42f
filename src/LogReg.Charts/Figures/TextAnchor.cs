namespace LogReg.Charts.Figures;

/// <summary>Which part of a text is at its place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
