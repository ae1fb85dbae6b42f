namespace LogReg.Export.Writing;

/// <summary>Writes a model in one language.</summary>
/// <param name="model">The model.</param>
internal abstract class Exporter(ExportedModel model)
{
    /// <summary>The model.</summary>
    protected ExportedModel Model { get; } = model;

    /// <summary>Writes the file.</summary>
    /// <param name="output">Receives it; left open.</param>
    public abstract void Write(Stream output);
}
