using System.Text;

namespace LogReg.Tests.Serialization;

/// <summary>Model files as text.</summary>
internal static class ModelText
{
    private static readonly Lazy<string> TitanicModel = new(() => Of(Fit("titanic.csv")));

    /// <summary>The model file of titanic with the default options.</summary>
    public static string Titanic() => TitanicModel.Value;

    /// <summary>A model with the default options.</summary>
    public static LogisticModel Fit(string file, string? target = null) =>
        new LogisticRegression { Target = target }.Fit(TextSource.File(file)).Model;

    /// <summary>What <see cref="LogisticModel.Save(Stream)"/> writes.</summary>
    public static string Of(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Loads a model from its text.</summary>
    public static LogisticModel Load(string text) => Load(Encoding.UTF8.GetBytes(text));

    /// <summary>Loads a model from its bytes.</summary>
    public static LogisticModel Load(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return LogisticModel.Load(stream);
    }
}
