using System.Net;
using System.Net.Sockets;

namespace LogReg.Server.Endpoints;

/// <summary>Whose requests count together for a limit of rate.</summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>The address of a client of IPv4; of IPv6 the first 64 bits, since a client has all addresses that begin with
    /// them.</summary>
    /// <param name="address">The address; one of IPv4 may be written as one of IPv6.</param>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new IPAddress(bytes);
    }
}
