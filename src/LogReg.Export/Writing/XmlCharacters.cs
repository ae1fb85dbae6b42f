using System.Xml;

namespace LogReg.Export.Writing;

/// <summary>Formats of XML cannot hold every text.</summary>
internal static class XmlCharacters
{
    /// <summary>Checks the names, levels and classes of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="format">What it is exported to.</param>
    /// <exception cref="LogRegException">One has a character that XML cannot hold.</exception>
    public static void Check(ExportedModel model, string format)
    {
        IEnumerable<string> texts = model.Inputs.SelectMany(input => input.Levels.Append(input.Feature.Name))
            .Concat(model.Classes).Append(model.Target);
        foreach (string text in texts)
        {
            try
            {
                XmlConvert.VerifyXmlChars(text);
            }
            catch (XmlException)
            {
                throw new LogRegException(
                    $"the model has a name or a level with a control character, which {format} cannot hold: "
                        + $"'{string.Concat(text.Select(one => char.IsControl(one) ? '?' : one))}'",
                    "rename it in the training data, or export to another language");
            }
        }
    }
}
